package com.ytempire.ml.inference.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One engine per configuration and process, shared by all who ask while anyone holds it: a process
 * then holds a model once, and requests of all operators meet in one queue.
 *
 * <p>"Process" means class loader. Flink loads a job's own jars once per job, and the native
 * libraries underneath can be loaded by one class loader only; so on a cluster these classes belong
 * on its own class path, or their packages in {@code classloader.parent-first-patterns.additional}:
 * {@link #PARENT_FIRST_PACKAGES}.
 */
public final class SharedTextEngines {
  /** Packages that Flink must load once per process, for its parent-first patterns. */
  public static final List<String> PARENT_FIRST_PACKAGES =
      List.of("ai.onnxruntime.", "ai.djl.", "com.ytempire.ml.inference.");

  private static final Map<TextModelSettings, Shared> ENGINES = new HashMap<>();

  private SharedTextEngines() {}

  /** A provider for operators: {@link #acquire} where the operator runs. */
  public static TextInferenceProvider provider(TextModelSettings settings) {
    return () -> acquire(settings);
  }

  /**
   * The engine of a configuration, loaded if nobody holds it. Concurrent callers wait for one load.
   * The last holder's {@code close} frees the models.
   */
  public static TextInference acquire(TextModelSettings settings) {
    synchronized (ENGINES) {
      Shared shared = ENGINES.get(settings);
      if (shared == null) {
        shared = new Shared(TextEngine.load(settings));
        ENGINES.put(settings, shared);
      }
      shared.holders++;
      return new Lease(settings, shared);
    }
  }

  private static void release(TextModelSettings settings, Shared shared) {
    synchronized (ENGINES) {
      shared.holders--;
      if (shared.holders == 0) {
        ENGINES.remove(settings);
        shared.engine.close();
      }
    }
  }

  private static final class Shared {
    private final TextEngine engine;
    private int holders;

    private Shared(TextEngine engine) {
      this.engine = engine;
    }
  }

  private static final class Lease implements TextInference {
    private final TextModelSettings settings;
    private final Shared shared;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Lease(TextModelSettings settings, Shared shared) {
      this.settings = settings;
      this.shared = shared;
    }

    @Override
    public CompletableFuture<TextResult> infer(String text, Set<TextOutput> outputs) {
      return shared.engine.infer(text, outputs);
    }

    @Override
    public @Nullable String modelId(TextOutput output) {
      return shared.engine.modelId(output);
    }

    @Override
    public TextInferenceStatistics statistics() {
      return shared.engine.statistics();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        release(settings, shared);
      }
    }
  }
}
