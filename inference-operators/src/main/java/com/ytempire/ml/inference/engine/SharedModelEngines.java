package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelFolders;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads each version once however many hold it, and unloads it when nobody does.
 *
 * <p>A version that is being unloaded is not revived: whoever asks for it then gets a fresh load
 * that begins when the old one's memory is free. A failed load is not remembered.
 *
 * <p>A process needs one of these per configuration: get it by {@link #acquire(EngineSettings)}.
 * "Process" means class loader: Flink loads a job's own jars once per job, and the native libraries
 * underneath can be loaded by one class loader only. So on a cluster these classes belong on its
 * own class path, or their packages in {@code classloader.parent-first-patterns.additional}: {@link
 * #PARENT_FIRST_PACKAGES}.
 */
public final class SharedModelEngines implements ModelEngines {
  /**
   * Packages that Flink must load once per process, for its parent-first patterns: what holds
   * engines and native libraries, and the types in which a job speaks to it.
   */
  public static final List<String> PARENT_FIRST_PACKAGES =
      List.of(
          "ai.onnxruntime.",
          "ai.djl.",
          "com.ytempire.ml.core.",
          "com.ytempire.ml.features.",
          "com.ytempire.ml.inference.");

  private static final Logger LOG = LoggerFactory.getLogger(SharedModelEngines.class);

  /** Loading waits for disks and networks as much as for a core. */
  private static final int LOADING_THREADS = 2;

  private static final EngineHandles PROCESS = new EngineHandles(SharedModelEngines::ofRepository);

  private final ModelLoader loader;
  private final Executor loading;
  private final Clock clock;
  private final Runnable release;
  private final Object lock = new Object();
  private final Map<ModelRef, Version> versions = new LinkedHashMap<>();
  private final Map<ModelRef, CompletableFuture<Void>> unloading = new HashMap<>();
  private boolean closed;

  /**
   * Engines of their own, for tests and tools.
   *
   * @param folders where files come from; stays open
   */
  public SharedModelEngines(EngineSettings settings, ModelFolders folders, Clock clock) {
    this(ModelLoader.ofOnnx(settings, folders), loadingPool(), clock, () -> {});
  }

  /**
   * @param release called by {@link #close}
   */
  SharedModelEngines(ModelLoader loader, Executor loading, Clock clock, Runnable release) {
    this.loader = loader;
    this.loading = loading;
    this.clock = clock;
    this.release = release;
  }

  /**
   * A handle of the engines of this process with these settings. Nothing is loaded yet. Versions
   * come from the configured repository through its cache; {@code TREND_MODEL_PATH} goes before it
   * for the version that it holds, and the bundled encoder needs no repository.
   *
   * @throws IllegalArgumentException when the repository's address has no known form
   */
  public static ModelEngines acquire(EngineSettings settings) {
    return PROCESS.acquire(settings);
  }

  /** A provider for operators: {@link #acquire(EngineSettings)} where the operator runs. */
  public static ModelEnginesProvider provider(EngineSettings settings) {
    return () -> acquire(settings);
  }

  private static ModelEngines ofRepository(EngineSettings settings) {
    ConfiguredFolders folders = new ConfiguredFolders(settings);
    return new SharedModelEngines(
        ModelLoader.ofOnnx(settings, folders), loadingPool(), Clock.systemUTC(), folders::close);
  }

  @Override
  public CompletableFuture<ModelLease> acquire(ModelRef ref) {
    Version version;
    CompletableFuture<Void> start = null;
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(closed(ref));
      }
      version = versions.get(ref);
      if (version == null) {
        version = new Version(ref);
        versions.put(ref, version);
        start = unloading.getOrDefault(ref, CompletableFuture.completedFuture(null));
      }
      version.holders++;
    }
    CompletableFuture<ModelLease> lease = lease(version);
    if (start != null) {
      startLoading(version, start);
    }
    return lease;
  }

  private CompletableFuture<ModelLease> lease(Version version) {
    CompletableFuture<ModelLease> result = new CompletableFuture<>();
    var unused =
        version.engine.whenComplete(
            (engine, failure) -> {
              if (engine == null) {
                result.completeExceptionally(failure);
                return;
              }
              Lease lease = new Lease(version, engine);
              // A caller who has given up meanwhile takes no lease.
              if (!result.complete(lease)) {
                lease.close();
              }
            });
    return result;
  }

  private void startLoading(Version version, CompletableFuture<Void> start) {
    var unused = start.whenComplete((done, failure) -> loading.execute(() -> load(version)));
  }

  @Override
  public List<LoadedVersion> loaded() {
    List<LoadedVersion> loaded = new ArrayList<>();
    synchronized (lock) {
      for (Version version : versions.values()) {
        LoadedEngine<?, ?> engine = version.engine.getNow(null);
        if (engine != null) {
          loaded.add(
              new LoadedVersion(
                  version.ref,
                  engine.device(),
                  engine.variant(),
                  version.since,
                  version.holders,
                  engine.statistics()));
        }
      }
    }
    return List.copyOf(loaded);
  }

  /** Refuses new leases. Those that are open, or on their way, stay valid. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
    release.run();
  }

  static InferenceException closed(ModelRef ref) {
    return new InferenceException(Reason.CLOSED, "%s: engines are closed".formatted(ref), null);
  }

  // Whatever a native library throws, those who wait must hear of it.
  @SuppressWarnings("CatchThrowable")
  private void load(Version version) {
    try {
      LoadedEngine<?, ?> engine = loader.load(version.ref);
      version.since = clock.instant();
      version.engine.complete(engine);
    } catch (Throwable e) {
      LOG.atWarn()
          .addKeyValue("modelId", version.ref.modelId())
          .addKeyValue("reason", e.getMessage())
          .log("model cannot be loaded");
      synchronized (lock) {
        versions.remove(version.ref, version);
      }
      version.engine.completeExceptionally(
          e instanceof ModelLoadException
              ? e
              : new ModelLoadException("model %s: %s".formatted(version.ref, e), e));
    }
  }

  private void release(Version version, LoadedEngine<?, ?> engine) {
    synchronized (lock) {
      version.holders--;
      if (version.holders > 0) {
        return;
      }
      versions.remove(version.ref, version);
      unloading.put(version.ref, engine.unloaded());
    }
    var unused =
        engine
            .unloaded()
            .whenComplete(
                (done, failure) -> {
                  synchronized (lock) {
                    unloading.remove(version.ref, engine.unloaded());
                  }
                  LOG.atInfo().addKeyValue("modelId", version.ref.modelId()).log("model unloaded");
                });
    engine.closeLater();
  }

  private static Executor loadingPool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            LOADING_THREADS,
            LOADING_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "model-loading");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** A version that is loaded or being loaded; its holders are guarded by the lock. */
  private static final class Version {
    private final ModelRef ref;
    private final CompletableFuture<LoadedEngine<?, ?>> engine = new CompletableFuture<>();
    private volatile Instant since = Instant.EPOCH;
    private int holders;

    private Version(ModelRef ref) {
      this.ref = ref;
    }
  }

  private final class Lease implements ModelLease {
    private final Version version;
    private final LoadedEngine<?, ?> engine;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Lease(Version version, LoadedEngine<?, ?> engine) {
      this.version = version;
      this.engine = engine;
    }

    @Override
    public ModelEngine engine() {
      return engine.asEngine();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        release(version, engine);
      }
    }
  }
}
