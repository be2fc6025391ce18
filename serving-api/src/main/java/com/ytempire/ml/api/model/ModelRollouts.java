package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.rollout.ManualRollouts;
import com.ytempire.ml.core.rollout.ManualRollouts.TakenBack;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreRefusedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Promotes, takes back and shadows versions, and compares a candidate with the version that serves.
 * Safe to share; calls block.
 */
@Singleton
class ModelRollouts {
  private static final int MAX_NAME = 100;
  private static final int ALL = 100;

  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final PredictionStatistics statistics;
  private final ManualRollouts manual;
  private final ModelRouter router;
  private final Clock clock;

  ModelRollouts(
      ModelRegistry registry,
      Rollouts rollouts,
      PredictionStatistics statistics,
      ManualRollouts manual,
      ModelRouter router,
      Clock clock) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.statistics = statistics;
    this.manual = manual;
    this.router = router;
    this.clock = clock;
  }

  /**
   * Makes a canary the active version.
   *
   * @throws ProblemException when there is no such version, or no canary of it runs
   */
  RolloutResponse promote(String modelId, String by, @Nullable String reason) {
    ModelVersion version = ModelIds.require(registry, modelId);
    Rollout canary = require(version.ref(), RolloutKind.CANARY);
    Comparison comparison = compare(canary);
    Rollout promoted = changed(() -> manual.promote(version.ref(), by, reason));
    router.refresh().join();
    return RolloutResponse.of(promoted, version.ref(), comparison);
  }

  /**
   * Takes a version out of traffic: its canary, or, where it is the active one, in favour of the
   * version that was active before.
   *
   * @throws ProblemException when there is no such version, it has no part in the traffic, or
   *     nothing was active before it
   */
  RolloutResponse rollBack(String modelId, String by, @Nullable String reason) {
    ModelVersion version = ModelIds.require(registry, modelId);
    Optional<Comparison> comparison =
        manual.find(version.ref(), RolloutKind.CANARY).map(this::compare);
    TakenBack done = changed(() -> manual.rollBack(version.ref(), by, reason));
    router.refresh().join();
    Rollout canary = done.canary();
    if (canary != null) {
      return RolloutResponse.of(canary, done.active(), comparison.orElseGet(() -> compare(canary)));
    }
    String why = reason == null ? "rolled back by hand" : reason;
    return RolloutResponse.reverted(version, done.active(), clock.instant(), why);
  }

  /**
   * Lets a version answer in the shadow, changes its share, or ends it.
   *
   * @param percentage share of the requests that it is asked as well; 0 ends it
   * @throws ProblemException when there is no such version, it is active or deprecated, another
   *     shadow runs, or there is none to end
   */
  RolloutResponse shadow(String modelId, @Nullable Integer percentage, String by) {
    ModelRef ref = ModelIds.require(registry, modelId).ref();
    int share = percentage == null ? ALL : percentage;
    Rollout shadow;
    if (share == 0) {
      Rollout running = require(ref, RolloutKind.SHADOW);
      shadow = changed(() -> rollouts.end(running.id(), Ruling.byHand(by, "ended by hand")));
    } else {
      String name = by.length() > MAX_NAME ? by.substring(0, MAX_NAME) : by;
      shadow = changed(() -> rollouts.start(ref, RolloutKind.SHADOW, share, name));
    }
    router.refresh().join();
    return RolloutResponse.of(shadow, active(ref.name()), compare(shadow));
  }

  /** What both sides did since a rollout began. */
  Comparison compare(Rollout rollout) {
    ModelRef active = active(rollout.candidate().name());
    Instant now = clock.instant();
    ModelRef candidate = rollout.candidate();
    Answers kind = rollout.kind() == RolloutKind.CANARY ? Answers.SERVED : Answers.SHADOWED;
    PredictionSummary tried = summary(candidate, rollout.startedAt(), now, kind);
    PredictionSummary serving =
        active == null ? null : summary(active, rollout.startedAt(), now, Answers.SERVED);
    return new Comparison(serving, tried);
  }

  private PredictionSummary summary(ModelRef ref, Instant from, Instant until, Answers answers) {
    Map<ModelRef, PredictionSummary> found =
        statistics.summaries(List.of(ref), from, until, answers);
    return found.getOrDefault(ref, PredictionSummary.none(ref));
  }

  /**
   * Both sides of a rollout.
   *
   * @param active what the active version did, or null where there is none
   * @param candidate what the candidate did
   */
  record Comparison(@Nullable PredictionSummary active, PredictionSummary candidate) {}

  private @Nullable ModelRef active(String modelName) {
    return registry.active(modelName).map(ModelVersion::ref).orElse(null);
  }

  private Rollout require(ModelRef candidate, RolloutKind kind) {
    return changed(() -> manual.require(candidate, kind));
  }

  private static <T> T changed(Supplier<T> change) {
    try {
      return change.get();
    } catch (StoreRefusedException e) {
      throw Refusals.problem(e);
    }
  }
}
