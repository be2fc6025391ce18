package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreRefusedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final ModelRouter router;
  private final Clock clock;

  ModelRollouts(
      ModelRegistry registry,
      Rollouts rollouts,
      PredictionStatistics statistics,
      ModelRouter router,
      Clock clock) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.statistics = statistics;
    this.router = router;
    this.clock = clock;
  }

  /**
   * Makes a canary the active version.
   *
   * @throws ProblemException when there is no such version, or no canary of it runs
   */
  RolloutResponse promote(String modelId, @Nullable String reason) {
    ModelVersion version = ModelIds.require(registry, modelId);
    Rollout canary = require(version.ref(), RolloutKind.CANARY);
    Comparison comparison = compare(canary);
    Rollout promoted =
        changed(() -> rollouts.promote(canary.id(), reasonOr(reason, "promoted by hand")));
    find(version.ref(), RolloutKind.SHADOW)
        .ifPresent(shadow -> rollouts.end(shadow.id(), "its version was promoted"));
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
  RolloutResponse rollBack(String modelId, @Nullable String reason) {
    ModelVersion version = ModelIds.require(registry, modelId);
    ModelRef ref = version.ref();
    String why = reasonOr(reason, "rolled back by hand");
    Optional<Rollout> canary = find(ref, RolloutKind.CANARY);
    if (canary.isPresent()) {
      Comparison comparison = compare(canary.get());
      Rollout ended = changed(() -> rollouts.end(canary.get().id(), why));
      router.refresh().join();
      return RolloutResponse.of(ended, active(ref.name()), comparison);
    }
    if (version.status() != ModelStatus.ACTIVE) {
      throw ProblemException.conflict("this version is neither active nor a canary");
    }
    ModelVersion before =
        before(version)
            .orElseThrow(
                () -> ProblemException.conflict("no other version was active before this one"));
    changed(() -> registry.activate(before.ref()));
    router.refresh().join();
    return RolloutResponse.reverted(version, before, clock.instant(), why);
  }

  private Optional<ModelVersion> before(ModelVersion active) {
    return registry.list(Optional.of(active.ref().name())).stream()
        .filter(version -> version.status() == ModelStatus.INACTIVE)
        .filter(version -> version.deployedAt() != null)
        .max(Comparator.comparing(version -> Objects.requireNonNull(version.deployedAt())));
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
      shadow = changed(() -> rollouts.end(running.id(), "ended by hand"));
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

  private Optional<Rollout> find(ModelRef candidate, RolloutKind kind) {
    return rollouts.running().stream()
        .filter(rollout -> rollout.kind() == kind && rollout.candidate().equals(candidate))
        .findFirst();
  }

  private Rollout require(ModelRef candidate, RolloutKind kind) {
    return find(candidate, kind)
        .orElseThrow(
            () -> ProblemException.conflict("no %s of this version runs".formatted(kind.word())));
  }

  private static String reasonOr(@Nullable String reason, String otherwise) {
    return reason == null ? otherwise : reason;
  }

  private static <T> T changed(Supplier<T> change) {
    try {
      return change.get();
    } catch (StoreRefusedException e) {
      throw Refusals.problem(e);
    }
  }
}
