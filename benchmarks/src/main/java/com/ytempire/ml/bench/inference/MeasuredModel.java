package com.ytempire.ml.bench.inference;

import java.util.List;

/**
 * One model with the same requests on three ways: through ONNX Runtime with batches known
 * beforehand, one call per request, and through the engine. Safe for any number of callers.
 */
interface MeasuredModel extends AutoCloseable {
  /** What it is called in the report. */
  String name();

  /** What a request is called in the report, in the plural. */
  String unit();

  /**
   * Whether a run costs so much more than a hand-over between threads that batching must pay; of
   * others the figures are printed without a target.
   */
  boolean isHeavy();

  /** The ways worth measuring. */
  List<InferenceMode> modes();

  /** How many requests there are. */
  int requests();

  /**
   * The requests, each in one batch. Whatever can be done before a run is done.
   *
   * @param size requests per batch; fewer in the last
   * @param sorted by length, the longest first; else in the order of the requests
   * @return each runs one batch
   */
  List<Runnable> batches(int size, boolean sorted);

  /** Answers a request by a run of its own on the caller's thread. */
  void single(int request);

  /** Answers a request through the engine, waiting for it. */
  void throughEngine(int request);

  /** Where it runs, such as {@code CPU}. */
  String device();

  @Override
  void close();
}
