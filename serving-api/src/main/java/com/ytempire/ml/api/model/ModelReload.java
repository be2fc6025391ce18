package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.api.routing.VersionFit;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.model.ModelLoadException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings another version of a model into traffic: fetched, verified, loaded aside and checked while
 * the version before goes on, then given its share. Doing it again changes nothing but the share.
 * Safe to share; calls block.
 */
@Singleton
class ModelReload {
  private static final Logger LOG = LoggerFactory.getLogger(ModelReload.class);
  private static final long LOADING_SECONDS = 600;

  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final ModelEngines engines;
  private final ModelSources sources;
  private final ModelRouter router;
  private final Clock clock;

  ModelReload(
      ModelRegistry registry,
      Rollouts rollouts,
      ModelEngines engines,
      ModelSources sources,
      ModelRouter router,
      Clock clock) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.engines = engines;
    this.sources = sources;
    this.router = router;
    this.clock = clock;
  }

  /**
   * Reloads a model.
   *
   * @param modelId any version of the model that the registry knows
   * @param by who asks
   * @throws ProblemException when there is no such model, the source is not allowed, the version is
   *     deprecated, or another canary runs
   */
  ReloadResponse reload(String modelId, ReloadRequest request, String by) {
    String name = ModelIds.require(registry, modelId).ref().name();
    sources.requireAllowed(request.source());
    ModelRef candidate = new ModelRef(name, request.version());
    try {
      ModelVersion version = sources.bring(candidate, request.source(), by);
      if (version.status() == ModelStatus.DEPRECATED) {
        throw ModelRegistry.deprecated(candidate);
      }
      return load(version, request, by);
    } catch (ModelLoadException e) {
      return failed(candidate, e);
    } catch (StoreRefusedException e) {
      throw Refusals.problem(e);
    }
  }

  private ReloadResponse load(ModelVersion version, ReloadRequest request, String by) {
    ModelRef candidate = version.ref();
    try (ModelLease loaded = acquire(candidate)) {
      Instant loadedAt = clock.instant();
      if (request.isValidated()) {
        Optional<String> objection = objection(loaded, candidate.name());
        if (objection.isPresent()) {
          return ReloadResponse.failed(candidate.modelId(), loadedAt, objection.get());
        }
      }
      boolean canary = takeTraffic(version, request.percentage(), by);
      return ReloadResponse.success(candidate.modelId(), loadedAt, request.isValidated(), canary);
    }
  }

  private ModelLease acquire(ModelRef ref) {
    try {
      return engines.acquire(ref).get(LOADING_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new ModelLoadException("%s cannot be loaded: %s".formatted(ref, e.getMessage()), e);
    } catch (TimeoutException e) {
      throw new ModelLoadException(ref + " was not loaded in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelLoadException("loading " + ref + " was broken off", e);
    }
  }

  /**
   * What speaks against a version that is loaded, and so has answered its example if it has one.
   */
  private Optional<String> objection(ModelLease loaded, String modelName) {
    if (loaded.engine().manifest().example() == null) {
      return Optional.of("it has no known example by which it could be validated");
    }
    Optional<ModelRef> active = registry.active(modelName).map(ModelVersion::ref);
    if (active.isEmpty() || active.get().equals(loaded.engine().ref())) {
      return Optional.empty();
    }
    try (ModelLease serving = acquire(active.get())) {
      return VersionFit.objection(serving.engine().manifest(), loaded.engine().manifest());
    } catch (ModelLoadException e) {
      LOG.warn("the active version cannot be loaded; the new one is not compared with it", e);
      return Optional.empty();
    }
  }

  /**
   * Gives a version its share.
   *
   * @return whether it is a canary now
   */
  private boolean takeTraffic(ModelVersion version, int percentage, String by) {
    ModelRef candidate = version.ref();
    Optional<ModelRef> active = registry.active(candidate.name()).map(ModelVersion::ref);
    if (percentage == 0 || active.filter(candidate::equals).isPresent()) {
      return false;
    }
    if (active.isEmpty() || percentage == 100) {
      registry.activate(candidate);
      router.refresh().join();
      return false;
    }
    rollouts.start(candidate, RolloutKind.CANARY, percentage, by);
    router.refresh().join();
    return true;
  }

  private static ReloadResponse failed(ModelRef candidate, ModelLoadException failure) {
    LOG.atWarn()
        .addKeyValue("modelId", candidate.modelId())
        .addKeyValue("reason", failure.getMessage())
        .log("reload failed");
    return ReloadResponse.failed(
        candidate.modelId(),
        null,
        "the version is missing, damaged, of another model, or answers its known example wrongly;"
            + " the log says which");
  }
}
