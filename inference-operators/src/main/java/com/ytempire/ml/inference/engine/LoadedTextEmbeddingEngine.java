package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.batching.RunSlots;
import com.ytempire.ml.inference.model.ModelManifest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class LoadedTextEmbeddingEngine extends LoadedEngine<long[], float[]>
    implements TextEmbeddingEngine {
  private final EmbeddingTask task;

  LoadedTextEmbeddingEngine(
      ModelManifest manifest, EmbeddingTask task, BatcherSettings settings, RunSlots slots) {
    super(manifest, task, settings, slots);
    this.task = task;
  }

  @Override
  ModelEngine asEngine() {
    return this;
  }

  @Override
  public CompletableFuture<float[]> embed(String text, Duration timeout) {
    return submit(() -> task.row(text), timeout);
  }
}
