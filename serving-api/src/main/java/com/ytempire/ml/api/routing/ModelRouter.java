package com.ytempire.ml.api.routing;

import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.inference.engine.ModelEngines;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each request to a version: to the active one, or to the canary when the input is on its
 * side. The registry is asked again and again; a version takes traffic once it is loaded and
 * checked, and the one before ends what it has begun. While the registry is away, everything stays
 * as it was.
 *
 * <p>Safe to share; no method blocks but {@link #close}.
 */
public final class ModelRouter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRouter.class);
  private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
  private static final Duration RETRY_LOADING = Duration.ofSeconds(10);

  private final ModelEngines engines;
  private final WantedVersions versions;
  private final PredictionJournal journal;
  private final Shadow shadow;
  private final Map<String, ServedModel> models = new ConcurrentHashMap<>();
  private final ScheduledExecutorService control;

  /**
   * @param engines stay open
   * @param journal stays open
   * @param poll time between two questions to the registry
   */
  ModelRouter(
      ModelEngines engines,
      WantedVersions versions,
      PredictionJournal journal,
      Duration poll,
      Clock clock) {
    this.engines = engines;
    this.versions = versions;
    this.journal = journal;
    this.shadow = new Shadow(engines, journal, clock);
    this.control =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "model-routing");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        control.scheduleWithFixedDelay(
            this::poll, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The version that answers an input. The first request for a model waits until its active version
   * is loaded.
   *
   * @param inputHash equal for equal inputs; the same one always goes to the same side of a rollout
   * @return to be closed when the answer is there. Fails with a {@link NoActiveModelException}, a
   *     {@link com.ytempire.ml.inference.model.ModelLoadException} or a {@link
   *     StoreUnavailableException}
   */
  public CompletableFuture<Routed> route(String modelName, String inputHash) {
    ServedModel model = models.get(modelName);
    Wanted serving = model == null ? null : model.serving();
    return serving == null
        ? first(modelName).thenCompose(known -> choose(known, inputHash))
        : choose(serving, inputHash);
  }

  /** Begins to load a model's active version, if it has one, so that the first request need not. */
  void prepare(String modelName) {
    var unused =
        first(modelName)
            .whenComplete(
                (serving, failure) -> {
                  if (failure != null) {
                    LOG.atInfo()
                        .addKeyValue("model", modelName)
                        .addKeyValue("reason", failure.getMessage())
                        .log("no version takes traffic yet");
                  }
                });
  }

  private CompletableFuture<Routed> choose(Wanted serving, String inputHash) {
    Rollout canary = serving.canary();
    if (canary == null || !StableHash.isCandidates(canary, inputHash)) {
      return lease(serving.active(), TrafficVariant.ACTIVE);
    }
    // A candidate that cannot answer must cost nobody an answer.
    return lease(canary.candidate(), TrafficVariant.CANARY)
        .exceptionallyCompose(failure -> lease(serving.active(), TrafficVariant.ACTIVE));
  }

  private CompletableFuture<Routed> lease(ModelRef ref, TrafficVariant variant) {
    return engines
        .acquire(ref)
        .thenApply(lease -> new Routed(lease, variant, journal))
        .whenComplete(
            (routed, failure) -> {
              if (failure != null) {
                journal.failed(ref, variant);
              }
            });
  }

  private CompletableFuture<Wanted> first(String modelName) {
    CompletableFuture<Wanted> result = new CompletableFuture<>();
    try {
      control.execute(() -> begin(modelName, result));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(new NoActiveModelException(modelName));
    }
    return result;
  }

  /** On the control thread: finds out what is wanted of a model that nobody has asked before. */
  private void begin(String modelName, CompletableFuture<Wanted> result) {
    try {
      ServedModel model = models.get(modelName);
      if (model == null || model.isWorthAnotherTry(RETRY_FIRST)) {
        Optional<Wanted> wanted = ask(modelName);
        if (wanted.isEmpty()) {
          result.completeExceptionally(new NoActiveModelException(modelName));
          return;
        }
        if (model != null) {
          model.close();
        }
        model = new ServedModel(modelName, held());
        models.put(modelName, model);
        model.want(wanted.get());
      }
      ServedModel begun = model;
      var unused =
          begun
              .ready()
              .whenComplete(
                  (done, failure) -> {
                    Wanted serving = begun.serving();
                    if (serving != null) {
                      result.complete(serving);
                    } else {
                      begun.wanted().ifPresent(ref -> journal.failed(ref, TrafficVariant.ACTIVE));
                      result.completeExceptionally(
                          failure == null ? new NoActiveModelException(modelName) : failure);
                    }
                  });
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private HeldVersions held() {
    return new HeldVersions(engines, RETRY_LOADING, this::settleSoon);
  }

  private Optional<Wanted> ask(String modelName) {
    try {
      return versions.find(modelName, versions.running());
    } catch (StoreUnavailableException e) {
      Optional<Wanted> remembered = versions.remembered(modelName);
      if (remembered.isEmpty()) {
        throw e;
      }
      return remembered;
    }
  }

  private void settleSoon() {
    try {
      control.execute(() -> models.values().forEach(ServedModel::settle));
    } catch (RejectedExecutionException e) {
      LOG.debug("the router is closed");
    }
  }

  /** Asks the registry now; completes when it has answered, or has not. */
  public CompletableFuture<Void> refresh() {
    return CompletableFuture.runAsync(this::poll, control);
  }

  private void poll() {
    if (models.isEmpty()) {
      return;
    }
    try {
      List<Rollout> running = versions.running();
      for (ServedModel model : List.copyOf(models.values())) {
        Optional<Wanted> wanted = versions.find(model.name(), running);
        if (wanted.isPresent()) {
          model.want(wanted.get());
        } else {
          model.forget();
          models.remove(model.name());
        }
      }
    } catch (StoreUnavailableException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the registry does not answer");
      models.values().forEach(ServedModel::settle);
    } catch (RuntimeException e) {
      LOG.error("asking the registry failed unexpectedly; everything stays as it was", e);
    }
  }

  /**
   * Lets the model's shadow, if it has one and the input is on its side, answer as well. Never
   * blocks and never throws.
   *
   * @param given the answer that was given
   * @param inputHash as for {@link #route}
   * @param call asks the shadow the same
   */
  public void shadow(ServedPrediction given, String inputHash, ShadowCall call) {
    ServedModel model = models.get(given.model().name());
    Wanted serving = model == null ? null : model.serving();
    Rollout rollout = serving == null ? null : serving.shadow();
    if (rollout != null && StableHash.isCandidates(rollout, inputHash)) {
      shadow.ask(rollout, given, call);
    }
  }

  /** Calls of shadows that were left out because too many ran. */
  public long skippedShadows() {
    return shadow.skipped();
  }

  /** Gives up every version. Requests that have theirs end as they began. */
  @Override
  public void close() {
    shadow.close();
    control.shutdownNow();
    try {
      if (!control.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("the router did not end in time");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    models.values().forEach(ServedModel::close);
    models.clear();
  }
}
