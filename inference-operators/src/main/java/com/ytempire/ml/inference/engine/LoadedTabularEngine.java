package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.batching.RunSlots;
import com.ytempire.ml.inference.model.ModelManifest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class LoadedTabularEngine extends LoadedEngine<float[], float[]> implements TabularEngine {
  private final TabularTask task;

  LoadedTabularEngine(
      ModelManifest manifest, TabularTask task, BatcherSettings settings, RunSlots slots) {
    super(manifest, task, settings, slots);
    this.task = task;
  }

  @Override
  ModelEngine asEngine() {
    return this;
  }

  @Override
  public CompletableFuture<float[]> score(float[] row, Duration timeout) {
    return submit(() -> task.row(row), timeout);
  }
}
