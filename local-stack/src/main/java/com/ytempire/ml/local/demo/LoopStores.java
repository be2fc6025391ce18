package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.store.VerdictQuery;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.local.access.KeyStore;
import com.ytempire.ml.local.drift.DriftStores;
import com.ytempire.ml.local.models.ModelStores;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the platform keeps of the loop, as everybody may read it. Confined to one thread. */
final class LoopStores implements AutoCloseable {
  /** The model that is watched. */
  static final String MODEL = InferenceJob.MODEL;

  private static final String BY = "ytempire demo";

  /** Callers are many, and all of them have this key. */
  private static final int REQUESTS_PER_MINUTE = 1_000_000;

  private final DriftStores drift;
  private final ModelStores models;
  private final KeyStore keys;
  private final PredictionStatistics statistics;
  private final Clock clock;

  private LoopStores(DriftStores drift, ModelStores models, KeyStore keys, Clock clock) {
    this.drift = drift;
    this.models = models;
    this.keys = keys;
    this.statistics = models.statistics();
    this.clock = clock;
  }

  /** Those of the stack that runs on a data folder. */
  static LoopStores of(Path data, Map<String, String> environment, Clock clock) {
    return new LoopStores(
        DriftStores.require(data, environment),
        ModelStores.require(data, environment, clock),
        KeyStore.require(data, environment, clock),
        clock);
  }

  /** What was said of a version's day, once it is judged. */
  Optional<WatchedDay> day(String version, Instant end) {
    List<DriftEvent> columns =
        drift
            .verdicts()
            .list(
                new VerdictQuery(
                    MODEL,
                    Optional.of(version),
                    Optional.of(DriftEvent.ALL),
                    end.minusMillis(1),
                    end,
                    VerdictQuery.MOST))
            .stream()
            .filter(column -> column.window() == WindowKind.TUMBLING)
            .toList();
    return columns.isEmpty() ? Optional.empty() : Optional.of(WatchedDay.of(columns));
  }

  /** The newest retraining that a version's drift asked for. */
  Optional<Retraining> retraining(String version) {
    return drift.retrainings().list(Optional.of(MODEL), 100).stream()
        .filter(retraining -> retraining.trigger().model().version().equals(version))
        .findFirst();
  }

  TrainingJob submit(TrainingPlan plan) {
    return drift
        .trainingJobs()
        .submit(
            TrainingJob.pending(UUID.randomUUID(), plan, BY, clock.instant()), Optional.empty());
  }

  Optional<TrainingJob> training(UUID id) {
    return drift.trainingJobs().find(id);
  }

  /** Makes a version the active one, whatever its tests say. */
  void activate(String version) {
    models.registry().activate(new ModelRef(MODEL, version));
  }

  Optional<ModelRef> active() {
    return models.registry().active(MODEL).map(ModelVersion::ref);
  }

  /** The newest rollout of a version. */
  Optional<Rollout> rollout(String version) {
    return models.rollouts().history(MODEL).stream()
        .filter(rollout -> rollout.candidate().version().equals(version))
        .findFirst();
  }

  /** The newest thing decided on a version. */
  Optional<RolloutDecision> decision(String version) {
    return models.rollouts().decisions(MODEL, 100).stream()
        .filter(decision -> decision.version().version().equals(version))
        .findFirst();
  }

  /** What was counted of one side of a canary so far. */
  SideCounts side(String version, TrafficVariant variant, Instant since) {
    return statistics.counts(
        new ModelRef(MODEL, version), variant, since, clock.instant(), Duration.ofDays(1));
  }

  /** A key of the service for callers. */
  String issueKey() {
    KeyText text = KeyText.random(new SecureRandom());
    keys.keys()
        .create(
            ApiKey.issue(
                text,
                "demo callers",
                Set.of(Scope.PREDICT, Scope.INGEST),
                REQUESTS_PER_MINUTE,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                BY,
                null));
    return text.reveal();
  }

  @Override
  public void close() {
    keys.close();
    models.close();
    drift.close();
  }
}
