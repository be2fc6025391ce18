package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One version of one model, loaded, warmed up and shared by all callers of a process. Requests of
 * all callers meet in its queue and run in dynamic batches.
 *
 * <p>No method blocks or throws for a bad request: the future fails with an {@link
 * com.ytempire.ml.inference.batching.InferenceException} that says why. Results are completed on
 * the engine's threads: what callers chain to them must be short. Cancelling a future takes a
 * request out that still waits. Safe to share.
 */
public sealed interface ModelEngine
    permits TabularEngine, SequenceEngine, TextEmbeddingEngine, TextClassificationEngine {

  ModelManifest manifest();

  default ModelRef ref() {
    return manifest().ref();
  }

  /** Where it runs: {@code CPU}, or {@code CUDA:} and the device's number. */
  String device();

  /** Which of the version's networks it runs. */
  Variant variant();

  /**
   * Answers a request of one or more rows, as the signature describes it. Rows may run in different
   * batches; each answer is the one that the row has alone.
   *
   * @param inputs every input of the signature, by name, with equal first sizes of at least 1
   * @param timeout longest time to wait for a run, more than zero
   * @return every output of the signature, by name, rows in the order of the request
   */
  CompletableFuture<Map<String, Tensor>> infer(Map<String, Tensor> inputs, Duration timeout);

  /** What it has done since it was loaded. */
  BatcherStatistics statistics();
}
