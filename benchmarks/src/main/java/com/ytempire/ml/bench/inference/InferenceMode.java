package com.ytempire.ml.bench.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to answer the requests.
 *
 * @param path which way
 * @param callers threads that ask
 * @param batchSize requests per run on the raw ways, 1 on that of single calls, 0 where the engine
 *     decides
 */
record InferenceMode(Path path, int callers, int batchSize) {
  enum Path {
    /** ONNX Runtime with batches known beforehand, in the order in which requests come. */
    RAW,
    /** The same, sorted by length beforehand: no queue can know that much. */
    SORTED,
    SINGLE,
    ENGINE
  }

  private static final List<Integer> CALLERS = List.of(1, 8, 32, 128);
  private static final List<Integer> RAW_BATCHES = List.of(1, 4, 8, 16, 32);
  private static final List<Integer> SORTED_BATCHES = List.of(8, 16, 32);
  private static final List<Integer> RAW_CALLERS = List.of(1, 2);

  static final InferenceMode SINGLE_CALLER_ALONE = new InferenceMode(Path.SINGLE, 1, 1);
  static final InferenceMode ENGINE_ALONE = new InferenceMode(Path.ENGINE, 1, 0);
  static final InferenceMode SINGLE_AT_32 = new InferenceMode(Path.SINGLE, 32, 1);
  static final InferenceMode ENGINE_AT_32 = new InferenceMode(Path.ENGINE, 32, 0);

  /** All that are measured, in the report's order. */
  static List<InferenceMode> all() {
    List<InferenceMode> modes = new ArrayList<>();
    for (int callers : RAW_CALLERS) {
      RAW_BATCHES.forEach(size -> modes.add(new InferenceMode(Path.RAW, callers, size)));
    }
    SORTED_BATCHES.forEach(size -> modes.add(new InferenceMode(Path.SORTED, 2, size)));
    CALLERS.forEach(callers -> modes.add(new InferenceMode(Path.SINGLE, callers, 1)));
    CALLERS.forEach(callers -> modes.add(new InferenceMode(Path.ENGINE, callers, 0)));
    return List.copyOf(modes);
  }

  /** Those that tell something where all requests are of one length. */
  static List<InferenceMode> ofEqualLengths() {
    return all().stream().filter(mode -> mode.path != Path.SORTED).toList();
  }

  /** For people. */
  String label() {
    return switch (path) {
      case RAW -> "raw, batches of %d, %s".formatted(batchSize, callersText());
      case SORTED -> "raw, sorted, batches of %d".formatted(batchSize);
      case SINGLE -> "one call each, " + callersText();
      case ENGINE -> "engine, " + callersText();
    };
  }

  /** For programs. */
  String key() {
    return switch (path) {
      case RAW -> "raw_%d_batch_%d".formatted(callers, batchSize);
      case SORTED -> "raw_sorted_%d_batch_%d".formatted(callers, batchSize);
      case SINGLE -> "single_" + callers;
      case ENGINE -> "engine_" + callers;
    };
  }

  private String callersText() {
    return callers == 1 ? "1 caller" : callers + " callers";
  }
}
