package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The versions that newer records are stamped with. Holds a lease of each, so that a model stays
 * loaded when no record is under way. Safe to share.
 */
final class CurrentVersions {
  private final ModelEngines engines;
  private final Map<String, Held> held = new HashMap<>();
  private List<ModelRef> last = List.of();
  private boolean closed;

  private record Held(ModelRef ref, CompletableFuture<ModelLease> lease) {
    void close() {
      var unused =
          lease.whenComplete(
              (loaded, failure) -> {
                if (loaded != null) {
                  loaded.close();
                }
              });
    }
  }

  CurrentVersions(ModelEngines engines) {
    this.engines = engines;
  }

  /** Called for every record: quick when nothing has changed. */
  synchronized void set(List<ModelRef> versions) {
    if (versions == last || closed) {
      return;
    }
    last = versions;
    for (ModelRef version : versions) {
      Held before = held.get(version.name());
      if (before == null || !before.ref.equals(version)) {
        held.put(version.name(), new Held(version, engines.acquire(version)));
        if (before != null) {
          before.close();
        }
      }
    }
  }

  synchronized @Nullable ModelRef of(String model) {
    Held found = held.get(model);
    return found == null ? null : found.ref;
  }

  /** The engine that answers a model; null while it is not loaded. */
  synchronized @Nullable ModelEngine engine(String model) {
    Held found = held.get(model);
    return found == null || !found.lease.isDone() || found.lease.isCompletedExceptionally()
        ? null
        : found.lease.join().engine();
  }

  synchronized void close() {
    closed = true;
    held.values().forEach(Held::close);
    held.clear();
  }
}
