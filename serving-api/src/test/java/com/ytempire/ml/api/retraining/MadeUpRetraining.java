package com.ytempire.ml.api.retraining;

import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.store.Verdicts;
import com.ytempire.ml.drift.trigger.TriggerPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A retraining with every part that a story can have, in a service's stores. */
public final class MadeUpRetraining {
  private static final Instant START = Instant.parse("2026-02-03T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  /** Its trigger, for version {@code 1.2.3} of {@code trend_predictor}. */
  public static final UUID ID = trigger(new ModelRef("trend_predictor", "1.2.3")).id();

  private static final String FIGURES =
      """
      {"at": "2026-02-04T00:00:00Z", "since": "2026-02-03T20:00:00Z", "verdict": "go_on",
       "active": {"requests": 900, "judged": 90}, "candidate": {"requests": 100, "judged": 10},
       "questions": [{"question": "wrong", "active": {"trials": 90, "share": 0.2},
         "candidate": {"trials": 10, "share": 0.1}, "difference": -0.1, "difference_above": -0.4,
         "difference_below": 0.2, "margin": 0.05, "harm": false, "cleared": false}],
       "missing_for_promotion": ["200 judged answers of each side"]}
      """;

  private MadeUpRetraining() {}

  private static Instant hour(int number) {
    return START.plus(HOUR.multipliedBy(number));
  }

  private static DriftEvent event(ModelRef version, int window, String slice, ColumnKind kind) {
    return new DriftEvent(
        version.name(),
        version.version(),
        slice,
        WindowKind.TUMBLING,
        hour(window),
        hour(window + 1),
        DriftVerdict.DRIFT,
        kind,
        kind == ColumnKind.FEATURE ? "views" : "accuracy",
        DriftVerdict.DRIFT,
        "ks",
        0.3,
        0.1,
        1e-9,
        1e-8,
        1e-8,
        0.01,
        0.02,
        900,
        700,
        0.001,
        0.9,
        0.7,
        ChangeShape.SUDDEN,
        "",
        List.of());
  }

  private static RetrainingTrigger trigger(ModelRef watched) {
    return RetrainingTrigger.of(
        watched,
        hour(4),
        hour(6),
        "2 of the last 3 windows have drifted",
        List.of(
            TriggerPolicy.evidence(event(watched, 5, DriftEvent.ALL, ColumnKind.FEATURE)),
            TriggerPolicy.evidence(event(watched, 4, DriftEvent.ALL, ColumnKind.FEATURE))));
  }

  /** Records a trigger; none is started again within its cooldown of an hour. */
  public static Retraining raise(ServiceUnderTest service, ModelRef watched, Instant at) {
    RetrainingTrigger trigger =
        at.equals(hour(6))
            ? trigger(watched)
            : RetrainingTrigger.of(watched, at.minus(HOUR), at, "a later one", List.of());
    var plan =
        new TrainingPlan(
            watched.name(), "/offline", DataSplit.DEFAULT, Map.of(), "drift", List.of("drift"));
    return service
        .part(Retrainings.class)
        .raise(
            trigger,
            TrainingJob.pending(UUID.randomUUID(), plan, "drift-monitor", Instant.now()),
            HOUR);
  }

  /**
   * Puts the whole story of a registered version, whose successor 1.3.0 is tried and taken back.
   */
  public static Retraining put(ServiceUnderTest service, ModelRef watched) {
    List<DriftEvent> verdicts = new ArrayList<>();
    for (int window = 3; window < 6; window++) {
      verdicts.add(event(watched, window, DriftEvent.ALL, ColumnKind.FEATURE));
      verdicts.add(event(watched, window, "region=US", ColumnKind.FEATURE));
      verdicts.add(event(watched, window, DriftEvent.ALL, ColumnKind.ACCURACY));
    }
    var made = new ModelRef(watched.name(), "1.3.0");
    verdicts.add(event(made, 7, DriftEvent.ALL, ColumnKind.ACCURACY));
    service.part(Verdicts.class).save(verdicts);
    Retraining retraining = raise(service, watched, hour(6));
    TrainingJobs jobs = service.part(TrainingJobs.class);
    TrainingJob job =
        jobs.claim("worker-1", new TrainingLease(Duration.ofMinutes(5), 3)).orElseThrow();
    if (!jobs.update(
        job.claim(),
        job.completed(
            Map.of("viral_probability_auc", 0.91),
            0.91,
            Map.of(TrainingJob.VERSION, made.version(), TrainingJob.DEPLOYMENT, "inactive"),
            Instant.now()))) {
      throw new AssertionError("the job is lost");
    }
    service.part(ModelRegistry.class).register(version(made, watched));
    Rollouts rollouts = service.part(Rollouts.class);
    Rollout canary = rollouts.start(made, RolloutKind.CANARY, 10, "trainer");
    rollouts.keep(new RolloutLook(canary.id(), canary.startedAt(), 1, Instant.now(), FIGURES));
    rollouts.end(canary.id(), Ruling.automatic("worse; too many wrong").with(FIGURES));
    return retraining;
  }

  private static ModelVersion version(ModelRef made, ModelRef watched) {
    return new ModelVersion(
        UUID.randomUUID(),
        made,
        "trend_prediction",
        ModelStatus.INACTIVE,
        "nowhere",
        null,
        null,
        null,
        Instant.now(),
        null,
        null,
        null,
        new ModelLineage(
            Map.of(),
            Map.of(
                ModelLineage.BESIDE,
                watched.modelId(),
                ModelLineage.JUDGEMENT,
                "auc is better",
                "viral_probability_auc",
                "0.9100",
                ModelLineage.BESIDE_FIGURE + "viral_probability_auc",
                "0.8800")));
  }
}
