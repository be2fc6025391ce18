package com.ytempire.ml.inference.cached;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Leases of several versions, had together or not at all. Whoever got them closes them. */
final class ModelLeases implements AutoCloseable {
  private final Map<ModelRef, ModelLease> leases;

  private ModelLeases(Map<ModelRef, ModelLease> leases) {
    this.leases = Map.copyOf(leases);
  }

  /**
   * Leases of the engines of this process. Never blocks.
   *
   * @return fails as {@link ModelEngines#acquire} does when a version cannot be had
   */
  static CompletableFuture<ModelLeases> acquire(EngineSettings settings, Set<ModelRef> versions) {
    Map<ModelRef, CompletableFuture<ModelLease>> asked = new HashMap<>();
    // What was asked for holds the engines from here on.
    try (ModelEngines engines = SharedModelEngines.acquire(settings)) {
      versions.forEach(ref -> asked.put(ref, engines.acquire(ref)));
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .handle(
            (done, failure) -> {
              Map<ModelRef, ModelLease> leases = new HashMap<>();
              asked.forEach(
                  (ref, lease) -> {
                    if (!lease.isCompletedExceptionally()) {
                      leases.put(ref, lease.join());
                    }
                  });
              ModelLeases held = new ModelLeases(leases);
              if (failure != null) {
                held.close();
                throw new CompletionException(TextResult.unwrap(failure));
              }
              return held;
            });
  }

  /**
   * The engine of one of the versions.
   *
   * @throws IllegalStateException when it is of another kind
   */
  <E extends ModelEngine> E engine(ModelRef version, Class<E> kind) {
    ModelLease lease = leases.get(version);
    if (lease == null) {
      throw new IllegalArgumentException("no lease of " + version);
    }
    return lease.engine(kind);
  }

  @Override
  public void close() {
    leases.values().forEach(ModelLease::close);
  }
}
