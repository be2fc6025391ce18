package com.ytempire.ml.bench.features;

import com.ytempire.ml.bench.measure.SyntheticTitles;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.text.TextEncoder;
import com.ytempire.ml.inference.text.TextModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the operator path costs over raw ONNX Runtime: the same 64 titles through a Flink job
 * (embedding and sentiment, queue, batching, cache with nothing in it) and through the same kind of
 * session with the best batching known beforehand, in turns, in one process.
 */
public final class TitleInferenceBenchmark {
  /** Titles per measured round. */
  public static final int TITLES = 64;

  private static final List<Integer> RAW_BATCH_SIZES = List.of(4, 8, 16, 32);

  /**
   * Until the Java around the model is compiled; with three rounds the first figures still fell.
   */
  private static final int WARM_UP = 10;

  private TitleInferenceBenchmark() {}

  /**
   * @param rounds rounds measured, warm-up not counted
   * @param rawBatchSize the batch size with which raw encoding was fastest
   * @param rawMillis median time of raw tokenizing and encoding of 64 titles at that size
   * @param operatorMillis median time of 64 titles through the job, first in to last out
   */
  public record Result(int rounds, int rawBatchSize, double rawMillis, double operatorMillis) {
    /** Operator time over raw time; 1 is the floor. */
    public double ratio() {
      return operatorMillis / rawMillis;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "64 titles: raw %.1f ms (batches of %d), operator %.1f ms, ratio %.2f (%d rounds)",
          rawMillis,
          rawBatchSize,
          operatorMillis,
          ratio(),
          rounds);
    }
  }

  /** Measures on made-up titles. */
  public static Result run(int rounds) throws Exception {
    return run(SyntheticTitles.distinct((rounds + WARM_UP) * TITLES, 42), rounds);
  }

  /**
   * Measures on given titles. Each round takes 64 new ones, so that the cache never answers.
   *
   * @param titles at least 64 × (rounds + 10), all different
   * @param rounds rounds measured, at least 1; each takes one to two seconds on two cores
   */
  public static Result run(List<String> titles, int rounds) throws Exception {
    if (titles.stream().distinct().count() < (long) TITLES * (rounds + WARM_UP)) {
      throw new IllegalArgumentException(
          "%d rounds need %d different titles".formatted(rounds, TITLES * (rounds + WARM_UP)));
    }
    TextModelSettings settings =
        TextModelSettings.fromEnvironment(
            TextModelFiles.MINILM, "cardiffnlp/twitter-roberta-base-sentiment", Map.of());
    Map<Integer, double[]> raw = new TreeMap<>();
    RAW_BATCH_SIZES.forEach(size -> raw.put(size, new double[rounds]));
    double[] operator = new double[rounds];
    List<String> distinct = titles.stream().distinct().toList();
    try (TitleJob job = TitleJob.start(settings, EnumSet.allOf(TextOutput.class));
        RawEncoding encoding =
            new RawEncoding(
                TextEncoder.load(TextModelFiles.bundledMiniLm()),
                Runtime.getRuntime().availableProcessors())) {
      for (int round = -WARM_UP; round < rounds; round++) {
        int first = (round + WARM_UP) * TITLES;
        List<String> fresh = distinct.subList(first, first + TITLES);
        double operatorMillis = job.infer(fresh) / 1e6;
        for (int size : RAW_BATCH_SIZES) {
          double rawMillis = encoding.encode(fresh, size) / 1e6;
          if (round >= 0) {
            raw.getOrDefault(size, operator)[round] = rawMillis;
          }
        }
        if (round >= 0) {
          operator[round] = operatorMillis;
        }
      }
    }
    int best = RAW_BATCH_SIZES.get(0);
    double bestMillis = Double.MAX_VALUE;
    for (Map.Entry<Integer, double[]> entry : raw.entrySet()) {
      double millis = median(entry.getValue());
      if (millis < bestMillis) {
        best = entry.getKey();
        bestMillis = millis;
      }
    }
    return new Result(rounds, best, bestMillis, median(operator));
  }

  /** {@code TitleInferenceBenchmark [ROUNDS [FILE_WITH_ONE_TITLE_PER_LINE]]}. */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
    Result result =
        args.length > 1 ? run(Files.readAllLines(Path.of(args[1])), rounds) : run(rounds);
    System.out.println(result);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
