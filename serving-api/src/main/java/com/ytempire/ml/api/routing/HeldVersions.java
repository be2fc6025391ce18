package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps versions loaded while they are wanted, and loads new ones aside. What cannot be loaded is
 * tried again after a while. Confined to the router's own thread.
 */
final class HeldVersions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeldVersions.class);

  private static final long CLOSING_SECONDS = 5;

  private final ModelEngines engines;
  private final Duration retryAfter;
  private final Runnable changed;
  private final Map<ModelRef, Holding> holdings = new HashMap<>();

  /** Loads on their way, those of versions too that nobody wants any longer. */
  private final Set<CompletableFuture<?>> loading = ConcurrentHashMap.newKeySet();

  /** A version and its lease, had or on its way. */
  private static final class Holding {
    private CompletableFuture<ModelLease> lease;
    private long failedNanos;
    private boolean failed;

    private Holding(CompletableFuture<ModelLease> lease) {
      this.lease = lease;
    }
  }

  /**
   * @param changed called on any thread when a version is loaded or cannot be
   */
  HeldVersions(ModelEngines engines, Duration retryAfter, Runnable changed) {
    this.engines = engines;
    this.retryAfter = retryAfter;
    this.changed = changed;
  }

  /** Begins to load what is new. */
  void want(Set<ModelRef> versions) {
    for (ModelRef ref : versions) {
      Holding holding = holdings.get(ref);
      if (holding == null) {
        holdings.put(ref, new Holding(load(ref)));
      } else if (holding.lease.isCompletedExceptionally()) {
        retry(ref, holding);
      }
    }
  }

  private void retry(ModelRef ref, Holding holding) {
    if (!holding.failed) {
      holding.failed = true;
      holding.failedNanos = System.nanoTime();
    } else if (System.nanoTime() - holding.failedNanos >= retryAfter.toNanos()) {
      holding.failed = false;
      holding.lease = load(ref);
    }
  }

  private CompletableFuture<ModelLease> load(ModelRef ref) {
    CompletableFuture<ModelLease> lease = engines.acquire(ref);
    loading.add(lease);
    var unused =
        lease.whenComplete(
            (loaded, failure) -> {
              loading.remove(lease);
              if (failure != null) {
                LOG.atWarn()
                    .addKeyValue("modelId", ref.modelId())
                    .addKeyValue("reason", failure.getMessage())
                    .log("version cannot be loaded for traffic");
              }
              changed.run();
            });
    return lease;
  }

  /** The lease of a version, or null while it is not loaded. */
  @Nullable ModelLease get(ModelRef ref) {
    Holding holding = holdings.get(ref);
    return holding == null || !holding.lease.isDone() || holding.lease.isCompletedExceptionally()
        ? null
        : holding.lease.join();
  }

  /** Why a version could not be loaded, or null where it could or is on its way. */
  @Nullable Throwable failure(ModelRef ref) {
    Holding holding = holdings.get(ref);
    return holding == null || !holding.lease.isCompletedExceptionally()
        ? null
        : holding.lease.handle((loaded, failure) -> failure).join();
  }

  /** Lets go of everything else; what is being asked ends first. */
  void keepOnly(Set<ModelRef> versions) {
    for (Iterator<Map.Entry<ModelRef, Holding>> all = holdings.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<ModelRef, Holding> entry = all.next();
      if (!versions.contains(entry.getKey())) {
        all.remove();
        release(entry.getValue());
      }
    }
  }

  private static void release(Holding holding) {
    var unused =
        holding.lease.whenComplete(
            (loaded, failure) -> {
              if (loaded != null) {
                loaded.close();
              }
            });
  }

  /**
   * Lets go of everything, and waits some seconds for loads on their way, so that none goes on
   * writing to the cache's folder after the service has stopped.
   */
  @Override
  public void close() {
    CompletableFuture<?>[] underWay =
        loading.stream()
            .map(lease -> lease.handle((loaded, failure) -> failure == null))
            .toArray(CompletableFuture<?>[]::new);
    keepOnly(Set.of());
    try {
      CompletableFuture.allOf(underWay).get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("a version was still being loaded when the router closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
