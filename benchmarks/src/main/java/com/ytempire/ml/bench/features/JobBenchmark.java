package com.ytempire.ml.bench.features;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.VideoRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Events per second of the feature job with numeric features, beside a pass-through and beside one
 * state read and write per event, on RocksDB and on heap state, in turns in one process.
 *
 * <p>Parallelism 2, object reuse as in the feature job, no checkpoints in any job. Nothing else may
 * run jobs in this process meanwhile.
 */
public final class JobBenchmark {
  static final int PARALLELISM = 2;
  private static final int WARM_UP = 1;
  private static final String FEATURES = "numeric-features.yaml";

  /** So many snapshots does each video have: enough that its state has reached its full size. */
  static final int SNAPSHOTS_PER_VIDEO = 40;

  /** The least that the job with features reaches of the job with one value, on RocksDB. */
  public static final double ROCKSDB_TARGET = 0.70;

  /** The least that the job with features reaches of the pass-through, on heap state. */
  public static final double HEAP_TARGET = 0.40;

  private final long events;
  private final int rounds;
  private final long seed;

  /**
   * @param events events per job and round, at least {@link #SNAPSHOTS_PER_VIDEO} × 2; rounded down
   *     so that every video has as many snapshots
   * @param rounds rounds measured, at least 1; one more comes before them to warm up
   * @param seed decides which events are made
   */
  public JobBenchmark(long events, int rounds, long seed) {
    if (events < (long) SNAPSHOTS_PER_VIDEO * PARALLELISM) {
      throw new IllegalArgumentException(
          "%d events are too few; give at least %d"
              .formatted(events, SNAPSHOTS_PER_VIDEO * PARALLELISM));
    }
    if (rounds < 1) {
      throw new IllegalArgumentException(rounds + " rounds are too few; give at least 1");
    }
    this.events = events - events % ((long) SNAPSHOTS_PER_VIDEO * PARALLELISM);
    this.rounds = rounds;
    this.seed = seed;
  }

  /** Runs every job in every round. */
  public JobResult run() throws Exception {
    FeaturePlan plan = plan();
    StateSizes state = StateSizes.of(plan, snapshotsOfOneVideo());
    Map<JobCase, List<JobResult.Round>> measured = new LinkedHashMap<>();
    JobCase.ALL.forEach(each -> measured.put(each, new ArrayList<>()));
    try (var cluster = BenchmarkCluster.start(PARALLELISM)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        for (Map.Entry<JobCase, List<JobResult.Round>> each : measured.entrySet()) {
          JobResult.Round ran = run(cluster, each.getKey(), plan, state);
          if (round >= 0) {
            each.getValue().add(ran);
          }
        }
      }
    }
    return new JobResult(events, state, measured);
  }

  /** Runs one case once, on a cluster of its own. */
  JobResult.Round runOnce(JobCase what) throws Exception {
    FeaturePlan plan = plan();
    try (var cluster = BenchmarkCluster.start(PARALLELISM)) {
      return run(cluster, what, plan, StateSizes.of(plan, snapshotsOfOneVideo()));
    }
  }

  private JobResult.Round run(
      BenchmarkCluster cluster, JobCase what, FeaturePlan plan, StateSizes state) throws Exception {
    StreamExecutionEnvironment env = cluster.environment(what.backend(), PARALLELISM);
    var source =
        new DataGeneratorSource<>(snapshots(), events, TypeInformation.of(VideoRecord.class));
    int stateBytes = (int) Math.round(state.meanBytes());
    what.job().define(env, new ComparedJob.Input(source, stateBytes), plan);
    JobTiming.reset();
    cluster.run(env, what.label());
    JobTiming.Span span = JobTiming.span();
    if (span.written() < events) {
      throw new IllegalStateException(
          "%s wrote %d records of %d events".formatted(what.label(), span.written(), events));
    }
    return new JobResult.Round(events * 1e9 / span.nanos(), span.cpuNanos() / 1e3 / events);
  }

  private SyntheticSnapshots snapshots() {
    long perPartition = events / PARALLELISM;
    return new SyntheticSnapshots(seed, (int) (perPartition / SNAPSHOTS_PER_VIDEO), perPartition);
  }

  private List<VideoEvent> snapshotsOfOneVideo() {
    var snapshots = new SyntheticSnapshots(seed, 1, SNAPSHOTS_PER_VIDEO);
    snapshots.open();
    return LongStream.range(0, SNAPSHOTS_PER_VIDEO).mapToObj(snapshots::event).toList();
  }

  /** The default features without those that need a text model. */
  static FeaturePlan plan() throws IOException {
    try (InputStream in = JobBenchmark.class.getResourceAsStream(FEATURES)) {
      return FeaturePlan.parse(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8), FEATURES);
    }
  }
}
