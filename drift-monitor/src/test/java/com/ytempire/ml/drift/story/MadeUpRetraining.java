package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
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

/** Puts a retraining of a model of its own into stores, step by step. */
record MadeUpRetraining(
    String model,
    Retrainings retrainings,
    TrainingJobs jobs,
    ModelRegistry registry,
    Rollouts rollouts,
    Verdicts verdicts) {
  static final Instant START = Instant.parse("2026-02-03T00:00:00Z");
  static final Duration HOUR = Duration.ofHours(1);

  /** From this window on the data has changed; window 8 looks as before. */
  static final int CHANGED = 6;

  static final int CALM_AGAIN = 8;
  static final int TRIGGERED = 9;

  ModelRef old() {
    return new ModelRef(model, "0.1.0");
  }

  ModelRef made() {
    return new ModelRef(model, "0.2.0");
  }

  RetrainingStories stories() {
    return new RetrainingStories(retrainings, jobs, registry, rollouts, verdicts);
  }

  static Instant hour(int number) {
    return START.plus(HOUR.multipliedBy(number));
  }

  static boolean hasChanged(int window) {
    return window >= CHANGED && window != CALM_AGAIN;
  }

  /** Twelve windows of the old version, its slices, and overlapping windows beside them. */
  void judge() {
    List<DriftEvent> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      boolean isOff = hasChanged(i);
      events.add(column(old(), i, DriftEvent.ALL, "views", isOff ? 0.5 : 0.02, isOff));
      events.add(column(old(), i, DriftEvent.ALL, "likes", isOff ? 0.2 : 0.03, isOff));
      events.add(column(old(), i, DriftEvent.ALL, "comments", 0.01, false));
      events.add(column(old(), i, "region=US", "views", isOff ? 0.4 : 0.02, isOff));
      events.add(column(old(), i, "region=DE", "views", 0.02, false));
      events.add(right(old(), i, isOff ? 0.7 : 0.9));
      events.add(overlapping(i));
    }
    verdicts.save(events);
  }

  private DriftEvent overlapping(int i) {
    DriftEvent event = column(old(), i, DriftEvent.ALL, "views", 0.9, true);
    return event(
        old(),
        WindowKind.SLIDING,
        event.windowEnd().minus(HOUR.multipliedBy(4)),
        event.windowEnd(),
        DriftEvent.ALL,
        ColumnKind.FEATURE,
        "views",
        0.9,
        DriftVerdict.DRIFT,
        9);
  }

  static DriftEvent column(
      ModelRef version, int window, String slice, String feature, double statistic, boolean off) {
    return event(
        version,
        WindowKind.TUMBLING,
        hour(window),
        hour(window + 1),
        slice,
        ColumnKind.FEATURE,
        feature,
        statistic,
        off ? DriftVerdict.DRIFT : DriftVerdict.STABLE,
        20);
  }

  /** Accuracy of 100 answers in a window. */
  static DriftEvent right(ModelRef version, int window, double share) {
    return event(
        version,
        WindowKind.TUMBLING,
        hour(window),
        hour(window + 1),
        DriftEvent.ALL,
        ColumnKind.ACCURACY,
        "accuracy",
        0.9 - share,
        DriftVerdict.STABLE,
        share);
  }

  private static DriftEvent event(
      ModelRef version,
      WindowKind window,
      Instant start,
      Instant end,
      String slice,
      ColumnKind kind,
      String feature,
      double statistic,
      DriftVerdict verdict,
      double current) {
    return new DriftEvent(
        version.name(),
        version.version(),
        slice,
        window,
        start,
        end,
        verdict,
        kind,
        feature,
        verdict,
        kind == ColumnKind.FEATURE ? "ks" : "proportion",
        statistic,
        0.1,
        1e-9,
        verdict == DriftVerdict.DRIFT ? 1e-8 : 1,
        1e-8,
        0.01,
        0.02,
        900,
        100,
        0.001,
        kind == ColumnKind.FEATURE ? 5 : 0.9,
        current,
        ChangeShape.SUDDEN,
        "",
        List.of());
  }

  /** Raised by windows 7 and 9 of the last three. */
  Retraining raise() {
    return raise(TRIGGERED, Duration.ofHours(6));
  }

  Retraining raise(int window, Duration cooldown) {
    List<TriggerEvidence> evidence = new ArrayList<>();
    for (int i : new int[] {window, window - 2}) {
      evidence.add(TriggerPolicy.evidence(column(old(), i, DriftEvent.ALL, "views", 0.5, true)));
      evidence.add(TriggerPolicy.evidence(column(old(), i, DriftEvent.ALL, "likes", 0.2, true)));
    }
    RetrainingTrigger trigger =
        RetrainingTrigger.of(
            old(), hour(window - 2), hour(window + 1), "2 of the last 3 have drifted", evidence);
    TrainingPlan plan =
        new TrainingPlan(
            model,
            "/offline",
            DataSplit.DEFAULT,
            Map.of("epochs", 8.0),
            "drift",
            List.of("drift", "trigger " + trigger.id()));
    UUID id = new UUID(trigger.id().getMostSignificantBits(), 1);
    return retrainings.raise(
        trigger, TrainingJob.pending(id, plan, "drift-monitor", Instant.now()), cooldown);
  }

  /** Gives a worker the training; those of other models that wait before it are taken as well. */
  TrainingJob take(Retraining retraining) {
    while (true) {
      TrainingJob job =
          jobs.claim("worker-1", new TrainingLease(Duration.ofMinutes(5), 3)).orElseThrow();
      if (job.id().equals(retraining.jobId())) {
        return job;
      }
    }
  }

  void train(TrainingJob job) {
    boolean isKept =
        jobs.update(
            job.claim(),
            job.completed(
                Map.of("viral_probability_auc", 0.91, "val_loss", 0.3),
                0.91,
                Map.of(TrainingJob.VERSION, made().version(), TrainingJob.DEPLOYMENT, "inactive"),
                Instant.now()));
    if (!isKept) {
      throw new AssertionError("the job is lost");
    }
  }

  void register(ModelRef ref, Map<String, String> facts) {
    registry.register(
        new ModelVersion(
            UUID.randomUUID(),
            ref,
            "trend_prediction",
            ModelStatus.INACTIVE,
            "file:///nowhere",
            null,
            null,
            null,
            Instant.now(),
            null,
            null,
            null,
            new ModelLineage(Map.of(), facts)));
  }

  void registerMade(TrainingJob job) {
    register(
        made(),
        Map.of(
            ModelLineage.JOB,
            job.id().toString(),
            ModelLineage.BESIDE,
            old().modelId(),
            ModelLineage.BESIDE_FIGURE + "viral_probability_auc",
            "0.8500",
            "viral_probability_auc",
            "0.9100",
            ModelLineage.JUDGEMENT,
            "viral_probability auc is better\nlog_growth mae is not worse"));
  }
}
