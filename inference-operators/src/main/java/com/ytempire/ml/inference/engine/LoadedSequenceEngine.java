package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.batching.RunSlots;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

final class LoadedSequenceEngine extends LoadedEngine<float[], float[]> implements SequenceEngine {
  private final SequenceTask task;

  LoadedSequenceEngine(
      ModelManifest manifest, SequenceTask task, BatcherSettings settings, RunSlots slots) {
    super(manifest, task, settings, slots);
    this.task = task;
  }

  @Override
  ModelEngine asEngine() {
    return this;
  }

  @Override
  public CompletableFuture<float[]> score(float[][] rows, Duration timeout) {
    return submit(() -> task.sequence(rows), timeout);
  }

  @Override
  public CompletableFuture<Map<String, Tensor>> inferAll(
      List<float[][]> sequences, Duration timeout) {
    return submitAll(() -> sequences.stream().map(task::sequence).toList(), timeout);
  }
}
