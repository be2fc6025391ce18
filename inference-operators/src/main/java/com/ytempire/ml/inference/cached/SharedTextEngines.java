package com.ytempire.ml.inference.cached;

import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One engine per configuration and process, shared by all who ask while anyone holds it: they share
 * its cache of results. The models beneath come from {@link SharedModelEngines}, so that a process
 * holds each once, and requests of all operators and other callers meet in one queue.
 */
public final class SharedTextEngines {
  private static final Map<TextModelSettings, Shared> ENGINES = new HashMap<>();

  private SharedTextEngines() {}

  /** A provider for operators: {@link #acquire} where the operator runs. */
  public static TextInferenceProvider provider(TextModelSettings settings) {
    return () -> acquire(settings);
  }

  /**
   * The engine of a configuration, loaded if nobody holds it. Concurrent callers wait for one load;
   * a failed one is not remembered. The last holder's {@code close} gives the models back.
   *
   * @throws ModelLoadException as {@link TextEngine#load} does
   */
  public static TextInference acquire(TextModelSettings settings) {
    Shared shared;
    synchronized (ENGINES) {
      shared = ENGINES.get(settings);
      if (shared == null || shared.engine.isCompletedExceptionally()) {
        shared = new Shared(TextEngine.loadLater(settings));
        ENGINES.put(settings, shared);
      }
      shared.holders++;
    }
    try {
      return new Lease(settings, shared, TextEngine.await(shared.engine));
    } catch (ModelLoadException e) {
      release(settings, shared);
      throw e;
    }
  }

  private static void release(TextModelSettings settings, Shared shared) {
    synchronized (ENGINES) {
      shared.holders--;
      if (shared.holders > 0) {
        return;
      }
      ENGINES.remove(settings, shared);
    }
    // Also when the last one gave up while it was still being loaded.
    var unused = shared.engine.thenAccept(TextEngine::close);
  }

  /** An engine that is loaded or being loaded; its holders are guarded by the map. */
  private static final class Shared {
    private final CompletableFuture<TextEngine> engine;
    private int holders;

    private Shared(CompletableFuture<TextEngine> engine) {
      this.engine = engine;
    }
  }

  private static final class Lease implements TextInference {
    private final TextModelSettings settings;
    private final Shared shared;
    private final TextEngine engine;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Lease(TextModelSettings settings, Shared shared, TextEngine engine) {
      this.settings = settings;
      this.shared = shared;
      this.engine = engine;
    }

    @Override
    public CompletableFuture<TextResult> infer(String text, Set<TextOutput> outputs) {
      return engine.infer(text, outputs);
    }

    @Override
    public @Nullable String modelId(TextOutput output) {
      return engine.modelId(output);
    }

    @Override
    public TextInferenceStatistics statistics() {
      return engine.statistics();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        release(settings, shared);
      }
    }
  }
}
