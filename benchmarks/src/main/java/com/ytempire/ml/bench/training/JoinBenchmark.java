package com.ytempire.ml.bench.training;

import com.ytempire.ml.bench.measure.MemorySampler;
import com.ytempire.ml.bench.measure.MemoryUse;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.offline.PointInTimeJoin;
import com.ytempire.ml.features.offline.PointInTimeJoin.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The point-in-time join of an offline store with labels, beside a scan of the same rows and
 * columns that does nothing with them. Every video has a row a day at a time of its own, one row in
 * eight becomes known up to a day late; labels lie anywhere in the same days.
 */
public final class JoinBenchmark {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Duration TTL = Duration.ofDays(2);

  private final int labels;
  private final int columns;
  private final int days;
  private final int videos;
  private final long seed;

  /**
   * @param labels how many labels there are, and rows of the store, about
   * @param columns numbers in each row
   * @param days over which both are spread
   * @throws IllegalArgumentException when one is not positive, or there are fewer labels than days
   */
  public JoinBenchmark(int labels, int columns, int days, long seed) {
    if (columns < 1 || days < 1 || labels < days) {
      throw new IllegalArgumentException(
          "%d labels, %d columns, %d days; expected at least one of each, and a label a day"
              .formatted(labels, columns, days));
    }
    this.labels = labels;
    this.columns = columns;
    this.days = days;
    this.videos = labels / days;
    this.seed = seed;
  }

  /**
   * Writes a store and measures.
   *
   * @param folder an empty folder for the store
   * @param rounds how often it is measured, at least once
   * @return the round whose join took the median time
   */
  public Result run(Path folder, int rounds) throws IOException {
    OfflineFeatureStore store = OfflineFeatureStore.at(folder);
    FeatureSchema schema = schema();
    for (int day = 0; day < days; day++) {
      store.append(schema, "day-" + day, writes(day));
    }
    List<Result> results = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      results.add(measured(store, schema));
    }
    results.sort(Comparator.comparingDouble(Result::joinSeconds));
    return results.get(rounds / 2);
  }

  private Result measured(OfflineFeatureStore store, FeatureSchema schema) throws IOException {
    System.gc();
    long[] scanned = {0};
    long started = System.nanoTime();
    store.scan(
        schema,
        START,
        START.plus(Duration.ofDays(days)),
        (row, present) -> scanned[0] += row.numbers().length > 0 ? 1 : 0);
    double scanSeconds = (System.nanoTime() - started) / 1e9;
    System.gc();
    long[] found = {0};
    try (MemorySampler memory = MemorySampler.start()) {
      started = System.nanoTime();
      new PointInTimeJoin(store)
          .join(schema, labels(), (label, row) -> found[0] += row.isPresent(0) ? 1 : 0);
      double joinSeconds = (System.nanoTime() - started) / 1e9;
      return new Result(
          labels, scanned[0], columns, days, found[0], scanSeconds, joinSeconds, memory.peak());
    }
  }

  private FeatureSchema schema() {
    return new FeatureSchema(
        EntityKey.VIDEO,
        IntStream.range(0, columns)
            .mapToObj(
                i ->
                    new FeatureColumn(
                        "feature_" + i,
                        "feature_" + i,
                        1,
                        EntityKey.VIDEO,
                        ValueKind.NUMBER,
                        i,
                        1,
                        TTL))
            .toList());
  }

  private static EntityKey video(int number) {
    return new EntityKey(EntityKey.VIDEO, "US|video-" + number);
  }

  private List<FeatureWrite> writes(int day) {
    var random = new SplittableRandom(seed + day);
    List<FeatureWrite> writes = new ArrayList<>(videos);
    for (int i = 0; i < videos; i++) {
      Instant at = START.plusMillis(day * DAY_MILLIS + random.nextLong(DAY_MILLIS));
      long late = random.nextInt(8) == 0 ? random.nextLong(DAY_MILLIS) : random.nextInt(5000);
      double[] numbers = new double[columns];
      for (int column = 0; column < columns; column++) {
        numbers[column] = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble();
      }
      writes.add(
          new FeatureWrite(
              video(i), i + "/" + day, at, at.plusMillis(late), numbers, new float[0][]));
    }
    return writes;
  }

  /** Labels are made up when they are asked for, so that their own memory is not measured. */
  private List<Label> labels() {
    return new AbstractList<>() {
      @Override
      public Label get(int index) {
        var random = new SplittableRandom(seed ^ (index * 0x9E3779B97F4A7C15L));
        return new Label(
            video(random.nextInt(videos)), START.plusMillis(random.nextLong(days * DAY_MILLIS)));
      }

      @Override
      public int size() {
        return labels;
      }
    };
  }

  /**
   * What was measured.
   *
   * @param labels how many were joined
   * @param rows how many the store has
   * @param found labels that were given a row
   * @param scanSeconds a scan of all rows and columns
   * @param joinSeconds the join, which includes such a scan
   * @param memory at its peak during the join
   */
  public record Result(
      int labels,
      long rows,
      int columns,
      int days,
      long found,
      double scanSeconds,
      double joinSeconds,
      MemoryUse memory) {
    private static final double MEBI = 1024 * 1024;

    public double labelsPerSecond() {
      return labels / joinSeconds;
    }

    /** The figures as a table for people. */
    public String table() {
      return String.format(
          Locale.ROOT,
          """
          point-in-time join, %,d labels with %,d rows of %d numbers over %d days
                                    seconds       rows/s
            scan alone            %,9.1f %,12.0f
            join                  %,9.1f %,12.0f   %.0f%% of the labels found a row
          memory at its peak: heap %.0f MiB, garbage included; resident %.0f MiB
          """,
          labels,
          rows,
          columns,
          days,
          scanSeconds,
          rows / scanSeconds,
          joinSeconds,
          labelsPerSecond(),
          100.0 * found / labels,
          memory.heapBytes() / MEBI,
          memory.processBytes() / MEBI);
    }
  }
}
