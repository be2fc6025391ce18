package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Engines shared by all who ask with equal settings, kept while anyone has a handle or a lease, so
 * that a version is never loaded twice because a handle was given up before its leases.
 */
final class EngineHandles {
  private final Function<EngineSettings, ModelEngines> maker;
  private final Map<EngineSettings, Shared> shared = new HashMap<>();

  /**
   * @param maker makes the engines that are shared; quick
   */
  EngineHandles(Function<EngineSettings, ModelEngines> maker) {
    this.maker = maker;
  }

  /** A handle of the engines of these settings. */
  synchronized ModelEngines acquire(EngineSettings settings) {
    Shared engines =
        shared.computeIfAbsent(settings, missing -> new Shared(missing, maker.apply(missing)));
    engines.holders++;
    return new Handle(engines);
  }

  private synchronized void hold(Shared engines) {
    engines.holders++;
  }

  private synchronized void release(Shared engines) {
    engines.holders--;
    if (engines.holders == 0) {
      shared.remove(engines.settings);
      engines.engines.close();
    }
  }

  /** Engines and how many handles and leases there are of them. */
  private static final class Shared {
    private final EngineSettings settings;
    private final ModelEngines engines;
    private int holders;

    private Shared(EngineSettings settings, ModelEngines engines) {
      this.settings = settings;
      this.engines = engines;
    }
  }

  private final class Handle implements ModelEngines {
    private final Shared engines;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Handle(Shared engines) {
      this.engines = engines;
    }

    @Override
    public CompletableFuture<ModelLease> acquire(ModelRef ref) {
      if (!open.get()) {
        return CompletableFuture.failedFuture(SharedModelEngines.closed(ref));
      }
      hold(engines);
      CompletableFuture<ModelLease> result = new CompletableFuture<>();
      var unused =
          engines
              .engines
              .acquire(ref)
              .whenComplete((lease, failure) -> complete(result, lease, failure));
      return result;
    }

    private void complete(
        CompletableFuture<ModelLease> result,
        @Nullable ModelLease lease,
        @Nullable Throwable failure) {
      if (lease == null) {
        release(engines);
        result.completeExceptionally(
            failure == null ? new IllegalStateException("no lease") : failure);
        return;
      }
      ModelLease counted = new CountedLease(engines, lease);
      if (!result.complete(counted)) {
        counted.close();
      }
    }

    @Override
    public List<LoadedVersion> loaded() {
      return engines.engines.loaded();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        release(engines);
      }
    }
  }

  private final class CountedLease implements ModelLease {
    private final Shared engines;
    private final ModelLease lease;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private CountedLease(Shared engines, ModelLease lease) {
      this.engines = engines;
      this.lease = lease;
    }

    @Override
    public ModelEngine engine() {
      return lease.engine();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        lease.close();
        release(engines);
      }
    }
  }
}
