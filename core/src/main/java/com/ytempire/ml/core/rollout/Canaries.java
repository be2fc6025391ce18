package com.ytempire.ml.core.rollout;

import com.ytempire.ml.core.evidence.CanaryRules;
import com.ytempire.ml.core.evidence.Verdict;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.settings.CanarySettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import com.ytempire.ml.core.store.Rollouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of running canaries. Safe to share between threads and processes; calls block, and
 * throw {@link com.ytempire.ml.core.store.StoreUnavailableException} when a store does not answer.
 */
public final class Canaries {
  private static final Duration DAY = Duration.ofDays(1);

  /** Answers on the day before from which on their p95 says something. */
  private static final int ENOUGH = 100;

  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final PredictionStatistics statistics;
  private final Clock clock;
  private final CanaryRules rules;
  private final Duration slow;

  public Canaries(
      ModelRegistry registry,
      Rollouts rollouts,
      PredictionStatistics statistics,
      Clock clock,
      CanarySettings settings) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.statistics = statistics;
    this.clock = clock;
    this.rules = rules(settings);
    this.slow = settings.slow();
  }

  /** The rules that settings mean. */
  public static CanaryRules rules(CanarySettings settings) {
    return new CanaryRules(
        settings.rollBack(),
        settings.promote(),
        settings.falseAlarm(),
        settings.falsePromotion(),
        new CanaryRules.Margins(
            settings.marginErrors(),
            settings.marginSlow(),
            settings.marginWrong(),
            settings.marginLoss()),
        settings.minRequests(),
        settings.minOutcomes(),
        settings.horizon());
  }

  /** What is known of a running canary; empty for shadows and where no version is active. */
  public Optional<CanaryEvidence> evidence(Rollout rollout) {
    Optional<ModelRef> active = registry.active(rollout.candidate().name()).map(ModelVersion::ref);
    if (rollout.kind() != RolloutKind.CANARY
        || active.isEmpty()
        || active.get().equals(rollout.candidate())) {
      return Optional.empty();
    }
    RolloutTerms terms = rollouts.terms(rollout.id());
    Duration bound = terms.slow() == null ? fixed(rollout, active.get()) : terms.slow();
    Instant since = terms.comparedSince();
    Instant now = clock.instant();
    SideCounts before = statistics.counts(active.get(), TrafficVariant.ACTIVE, since, now, bound);
    SideCounts tried =
        statistics.counts(rollout.candidate(), TrafficVariant.CANARY, since, now, bound);
    Verdict verdict = Verdict.of(before, tried, Duration.between(rollout.startedAt(), now), rules);
    return Optional.of(
        new CanaryEvidence(
            active.get(), rollout.candidate(), since, now, bound, before, tried, verdict));
  }

  /**
   * The bound of slow answers, from what was known before the canary began: only so does it not
   * depend on what is compared.
   */
  private Duration fixed(Rollout rollout, ModelRef active) {
    Instant until = rollout.startedAt();
    PredictionSummary day =
        statistics
            .summaries(List.of(active), until.minus(DAY), until, Answers.SERVED)
            .getOrDefault(active, PredictionSummary.none(active));
    LatencyQuantiles latency = day.latency();
    long millis =
        latency == null || day.answers() < ENOUGH
            ? slow.toMillis()
            : Math.max(slow.toMillis(), (long) Math.ceil(latency.p95()));
    Duration stored = rollouts.fixSlow(rollout.id(), Duration.ofMillis(millis)).slow();
    return stored == null ? slow : stored;
  }
}
