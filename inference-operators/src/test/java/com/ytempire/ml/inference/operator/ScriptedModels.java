package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.batching.Distribution;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SequenceEngine;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Models that do what a test says, for every operator of its process: each version sums a row and
 * adds its constant, unless it is given another answer; it loads when its gate opens.
 */
final class ScriptedModels {
  private static final Map<String, ScriptedModels> ALL = new ConcurrentHashMap<>();

  final AtomicInteger openLeases = new AtomicInteger();
  final AtomicInteger openHandles = new AtomicInteger();
  private final Map<ModelRef, Version> versions = new ConcurrentHashMap<>();
  private final String id = UUID.randomUUID().toString();

  record Version(
      ModelManifest manifest,
      Function<float[], CompletableFuture<float[]>> answer,
      CompletableFuture<Void> ready) {}

  static ScriptedModels create() {
    ScriptedModels models = new ScriptedModels();
    ALL.put(models.id, models);
    return models;
  }

  EnginesForDevices provider() {
    String name = id;
    return devices -> ALL.get(name).handle();
  }

  /** A version that is there at once. */
  ScriptedModels add(ModelRef ref, float constant) {
    return add(manifest(ref, List.of("a", "b"), "sum"), constant, open());
  }

  ScriptedModels add(ModelManifest manifest, float constant, CompletableFuture<Void> ready) {
    return add(
        manifest,
        row -> CompletableFuture.supplyAsync(() -> new float[] {row[0] + row[1] + constant}),
        ready);
  }

  ScriptedModels add(
      ModelManifest manifest,
      Function<float[], CompletableFuture<float[]>> answer,
      CompletableFuture<Void> ready) {
    versions.put(manifest.ref(), new Version(manifest, answer, ready));
    return this;
  }

  void remove(ModelRef ref) {
    versions.remove(ref);
  }

  static CompletableFuture<Void> open() {
    return CompletableFuture.completedFuture(null);
  }

  static ModelManifest manifest(ModelRef ref, List<String> features, String output) {
    return manifest(
        ref,
        ModelTask.TABULAR,
        List.of(TensorSpec.of("features", TensorType.FLOAT32, -1L, (long) features.size())),
        features,
        output);
  }

  static ModelManifest manifest(
      ModelRef ref, ModelTask task, List<TensorSpec> inputs, List<String> features, String output) {
    return new ModelManifest(
        ref,
        task,
        new ModelSignature(inputs, List.of(TensorSpec.of(output, TensorType.FLOAT32, -1L, 1L))),
        Map.of(Variant.FLOAT32, "model.onnx"),
        null,
        features,
        List.of(),
        1,
        null,
        null,
        null,
        Instant.EPOCH,
        Map.of(),
        List.of());
  }

  private ModelEngines handle() {
    openHandles.incrementAndGet();
    return new ModelEngines() {
      @Override
      public CompletableFuture<ModelLease> acquire(ModelRef ref) {
        Version version = versions.get(ref);
        return version == null
            ? CompletableFuture.failedFuture(new ModelLoadException(ref + " is unknown"))
            : version.ready.thenApply(ready -> lease(version));
      }

      @Override
      public void close() {
        openHandles.decrementAndGet();
      }
    };
  }

  private ModelLease lease(Version version) {
    openLeases.incrementAndGet();
    AtomicBoolean open = new AtomicBoolean(true);
    return new ModelLease() {
      @Override
      public ModelEngine engine() {
        return version.manifest.task() == ModelTask.SEQUENCE
            ? new OfSequences(new Engine(version))
            : new Engine(version);
      }

      @Override
      public void close() {
        if (open.compareAndSet(true, false)) {
          openLeases.decrementAndGet();
        }
      }
    };
  }

  private record Engine(Version version) implements TabularEngine {
    @Override
    public CompletableFuture<float[]> score(float[] row, Duration timeout) {
      return version.answer.apply(row);
    }

    @Override
    public ModelManifest manifest() {
      return version.manifest;
    }

    @Override
    public String device() {
      return "scripted";
    }

    @Override
    public Variant variant() {
      return Variant.FLOAT32;
    }

    @Override
    public CompletableFuture<Map<String, Tensor>> infer(
        Map<String, Tensor> inputs, Duration timeout) {
      throw new UnsupportedOperationException("operators ask by row");
    }

    @Override
    public BatcherStatistics statistics() {
      return new BatcherStatistics(
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          8,
          Distribution.of(2, 2, 3, 3),
          Distribution.empty(),
          Distribution.empty());
    }
  }

  /** Answers a sequence as a row of all its numbers. */
  private record OfSequences(Engine engine) implements SequenceEngine {
    @Override
    public CompletableFuture<float[]> score(float[][] rows, Duration timeout) {
      int width = rows[0].length;
      float[] all = new float[rows.length * width];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(rows[i], 0, all, i * width, width);
      }
      return engine.score(all, timeout);
    }

    @Override
    public CompletableFuture<Map<String, Tensor>> inferAll(
        List<float[][]> sequences, Duration timeout) {
      throw new UnsupportedOperationException("operators ask by sequence");
    }

    @Override
    public ModelManifest manifest() {
      return engine.manifest();
    }

    @Override
    public String device() {
      return engine.device();
    }

    @Override
    public Variant variant() {
      return engine.variant();
    }

    @Override
    public CompletableFuture<Map<String, Tensor>> infer(
        Map<String, Tensor> inputs, Duration timeout) {
      return engine.infer(inputs, timeout);
    }

    @Override
    public BatcherStatistics statistics() {
      return engine.statistics();
    }
  }
}
