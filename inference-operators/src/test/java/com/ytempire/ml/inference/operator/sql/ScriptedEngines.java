package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.engine.TextClassificationEngine;
import com.ytempire.ml.inference.engine.TextEmbeddingEngine;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One model whose answers a test's function gives; counts its open leases. */
final class ScriptedEngines implements ModelEngines {
  private final ModelManifest manifest;
  private final ModelEngine engine;
  final AtomicInteger openLeases = new AtomicInteger();

  private ScriptedEngines(ModelManifest manifest, ModelEngine engine) {
    this.manifest = manifest;
    this.engine = engine;
  }

  static ScriptedEngines tabular(
      ModelManifest manifest, Function<float[], CompletableFuture<float[]>> answer) {
    class Engine extends Described implements TabularEngine {
      Engine() {
        super(manifest);
      }

      @Override
      public CompletableFuture<float[]> score(float[] row, Duration timeout) {
        return answer.apply(row);
      }
    }
    return new ScriptedEngines(manifest, new Engine());
  }

  static ScriptedEngines embedding(ModelManifest manifest, Function<String, float[]> answer) {
    class Engine extends Described implements TextEmbeddingEngine {
      Engine() {
        super(manifest);
      }

      @Override
      public CompletableFuture<float[]> embed(String text, Duration timeout) {
        return CompletableFuture.completedFuture(answer.apply(text));
      }
    }
    return new ScriptedEngines(manifest, new Engine());
  }

  static ScriptedEngines classification(ModelManifest manifest, Function<String, double[]> answer) {
    class Engine extends Described implements TextClassificationEngine {
      Engine() {
        super(manifest);
      }

      @Override
      public CompletableFuture<double[]> classify(String text, Duration timeout) {
        return CompletableFuture.completedFuture(answer.apply(text));
      }
    }
    return new ScriptedEngines(manifest, new Engine());
  }

  ModelManifest manifest() {
    return manifest;
  }

  @Override
  public CompletableFuture<ModelLease> acquire(ModelRef ref) {
    openLeases.incrementAndGet();
    return CompletableFuture.completedFuture(
        new ModelLease() {
          @Override
          public ModelEngine engine() {
            return engine;
          }

          @Override
          public void close() {
            openLeases.decrementAndGet();
          }
        });
  }

  @Override
  public void close() {}

  private abstract static class Described {
    private final ModelManifest described;

    Described(ModelManifest described) {
      this.described = described;
    }

    public ModelManifest manifest() {
      return described;
    }

    public String device() {
      return "CPU";
    }

    public Variant variant() {
      return Variant.FLOAT32;
    }

    public CompletableFuture<Map<String, Tensor>> infer(
        Map<String, Tensor> inputs, Duration timeout) {
      throw new UnsupportedOperationException(
          "SQL asks by rows and texts, not for %s in %s".formatted(inputs.keySet(), timeout));
    }

    public BatcherStatistics statistics() {
      throw new UnsupportedOperationException("SQL asks for no statistics");
    }
  }
}
