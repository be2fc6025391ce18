package com.ytempire.ml.api.inference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.engine.LoadedVersion;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.protocol.ServedModel;
import com.ytempire.ml.inference.protocol.ServedModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The models of the registry. What the registry says of a model holds for a second, so that a busy
 * model does not ask it at every request; a manifest never changes. Safe to share; asks the
 * registry on the executor.
 */
final class RegisteredModels implements ServedModels {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST_MODELS = 256;

  private final ModelRegistry registry;
  private final ModelEngines engines;
  private final Executor blocking;
  private final Cache<String, CompletableFuture<Optional<ServedModel>>> models =
      Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(MOST_MODELS).build();
  private final Cache<ModelRef, ModelManifest> manifests =
      Caffeine.newBuilder().maximumSize(MOST_MODELS).build();

  RegisteredModels(ModelRegistry registry, ModelEngines engines, Executor blocking) {
    this.registry = registry;
    this.engines = engines;
    this.blocking = blocking;
  }

  /** Whether every model that takes traffic can be run: its active version is loaded, or loads. */
  @Override
  public CompletableFuture<Boolean> ready() {
    return ask(() -> activeVersions())
        .thenCompose(
            active ->
                CompletableFuture.allOf(
                    active.stream()
                        .map(ref -> engines.acquire(ref).thenAccept(lease -> lease.close()))
                        .toArray(CompletableFuture<?>[]::new)))
        .handle((done, failure) -> failure == null);
  }

  private List<ModelRef> activeVersions() {
    return registry.list(Optional.empty()).stream()
        .filter(version -> version.status() == ModelStatus.ACTIVE)
        .map(ModelVersion::ref)
        .toList();
  }

  @Override
  public CompletableFuture<Optional<ServedModel>> find(String name) {
    CompletableFuture<Optional<ServedModel>> found =
        models.get(name, unused -> ask(() -> served(name)));
    if (found.isCompletedExceptionally()) {
      models.asMap().remove(name, found);
    }
    // Loaded versions are known here: they may change within the second.
    return found.thenApply(known -> known.map(this::withReady));
  }

  private Optional<ServedModel> served(String name) {
    List<String> versions = new ArrayList<>();
    @Nullable String active = null;
    for (ModelVersion version : registry.list(Optional.of(name))) {
      if (version.status() != ModelStatus.DEPRECATED) {
        versions.add(version.ref().version());
        active = version.status() == ModelStatus.ACTIVE ? version.ref().version() : active;
      }
    }
    return versions.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServedModel(name, versions, active, Set.of()));
  }

  private ServedModel withReady(ServedModel model) {
    Set<String> ready = new HashSet<>();
    for (LoadedVersion loaded : engines.loaded()) {
      if (loaded.ref().name().equals(model.name())) {
        ready.add(loaded.ref().version());
      }
    }
    return new ServedModel(model.name(), model.versions(), model.active(), ready);
  }

  @Override
  public CompletableFuture<ModelManifest> manifest(ModelRef ref) {
    ModelManifest known = manifests.getIfPresent(ref);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    return engines
        .acquire(ref)
        .thenApply(
            lease -> {
              try (lease) {
                ModelManifest manifest = lease.engine().manifest();
                manifests.put(ref, manifest);
                return manifest;
              }
            });
  }

  /** A question to the registry. */
  private interface Question<T> {
    T ask();
  }

  private <T> CompletableFuture<T> ask(Question<T> question) {
    try {
      return CompletableFuture.supplyAsync(question::ask, blocking);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
