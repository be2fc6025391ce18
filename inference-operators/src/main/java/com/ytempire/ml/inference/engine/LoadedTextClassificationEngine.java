package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.batching.RunSlots;
import com.ytempire.ml.inference.model.ModelManifest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class LoadedTextClassificationEngine extends LoadedEngine<long[], double[]>
    implements TextClassificationEngine {
  private final ClassificationTask task;

  LoadedTextClassificationEngine(
      ModelManifest manifest, ClassificationTask task, BatcherSettings settings, RunSlots slots) {
    super(manifest, task, settings, slots);
    this.task = task;
  }

  @Override
  ModelEngine asEngine() {
    return this;
  }

  @Override
  public CompletableFuture<double[]> classify(String text, Duration timeout) {
    return submit(() -> task.row(text), timeout);
  }
}
