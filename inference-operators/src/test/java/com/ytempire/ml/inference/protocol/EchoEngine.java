package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** An engine without a network: answers what a test's function says. */
final class EchoEngine implements TabularEngine {
  private final ModelManifest manifest;
  private final BiFunction<Map<String, Tensor>, Duration, CompletableFuture<Map<String, Tensor>>>
      answer;

  EchoEngine(
      ModelRef ref,
      ModelSignature signature,
      BiFunction<Map<String, Tensor>, Duration, CompletableFuture<Map<String, Tensor>>> answer) {
    this.manifest =
        new ModelManifest(
            ref,
            ModelTask.TABULAR,
            signature,
            Map.of(Variant.FLOAT32, "model.onnx"),
            null,
            List.of(),
            List.of(),
            1,
            null,
            null,
            null,
            Instant.EPOCH,
            Map.of(),
            List.of());
    this.answer = answer;
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public String device() {
    return "CPU";
  }

  @Override
  public Variant variant() {
    return Variant.FLOAT32;
  }

  @Override
  public CompletableFuture<Map<String, Tensor>> infer(
      Map<String, Tensor> inputs, Duration timeout) {
    return answer.apply(inputs, timeout);
  }

  @Override
  public CompletableFuture<float[]> score(float[] row, Duration timeout) {
    throw new UnsupportedOperationException("the protocol asks by tensors");
  }

  @Override
  public BatcherStatistics statistics() {
    throw new UnsupportedOperationException("the protocol asks for no statistics");
  }
}
