package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.core.settings.ModelSettings;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where models are found and how they are run. Engines with equal settings are shared in a process.
 *
 * @param models repository, cache and defaults
 * @param objects how the repository is reached where it is in S3
 * @param runtime devices and networks
 * @param byModel what differs for a model, by its name; usually from {@code models.yaml}
 */
public record EngineSettings(
    ModelSettings models,
    ObjectStoreSettings objects,
    RuntimeSettings runtime,
    Map<String, InferenceSettings> byModel)
    implements Serializable {
  private static final int QUEUE_CAPACITY = 4096;

  /** Long beside a hand-over between threads, short beside what a person notices. */
  private static final Duration MAX_DELAY = Duration.ofMillis(2);

  /** A text fills a core for milliseconds by itself; larger batches only hold results back. */
  private static final int TEXTS_ON_CPU = 16;

  /** Rows of numbers, and anything on an accelerator, cost little more together than alone. */
  private static final int ROWS = 64;

  /** One run computes while the other's numbers are copied. */
  private static final int RUNS_PER_ACCELERATOR = 2;

  public EngineSettings {
    byModel = Map.copyOf(byModel);
  }

  /** As the environment says. */
  public static EngineSettings of(
      PlatformSettings platform, Map<String, InferenceSettings> byModel) {
    return new EngineSettings(
        platform.models(),
        platform.objects(),
        RuntimeSettings.of(platform.gpu(), platform.models()),
        byModel);
  }

  /** The same with other ways to run networks. */
  public EngineSettings with(RuntimeSettings runtime) {
    return new EngineSettings(models, objects, runtime, byModel);
  }

  /** The same on other devices; see {@link RuntimeSettings#on}. */
  public EngineSettings on(List<Integer> ordinals) {
    return with(runtime.on(ordinals));
  }

  /** How long a request for a model waits for its run when it names no time itself. */
  public Duration timeout(String modelName) {
    return or(of(modelName).timeout(), models.defaultTimeout());
  }

  /** Whether answers of a model may be remembered; they may unless its settings say otherwise. */
  public boolean remembers(String modelName) {
    return or(of(modelName).cacheEnabled(), true);
  }

  RuntimeSettings runtime(ModelRef ref) {
    Boolean quantized = of(ref.name()).preferQuantized();
    return quantized == null
        ? runtime
        : runtime.preferring(quantized ? Variant.INT8 : Variant.FLOAT32);
  }

  /** Limits of a model's queue. */
  BatcherSettings batching(ModelRef ref, ModelTask task, boolean onCpu) {
    InferenceSettings model = of(ref.name());
    boolean text = task == ModelTask.TEXT_EMBEDDING || task == ModelTask.TEXT_CLASSIFICATION;
    int batch = or(model.maxBatchSize(), onCpu && text ? TEXTS_ON_CPU : ROWS);
    return new BatcherSettings(
        batch,
        Math.max(batch, or(model.queueCapacity(), QUEUE_CAPACITY)),
        or(model.maxDelay(), MAX_DELAY),
        runs(onCpu),
        timeout(ref.name()));
  }

  /** Runs at the same time on one device. */
  static int runs(boolean onCpu) {
    return onCpu ? Runtime.getRuntime().availableProcessors() : RUNS_PER_ACCELERATOR;
  }

  private InferenceSettings of(String modelName) {
    return byModel.getOrDefault(modelName, InferenceSettings.UNSET);
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
