package com.ytempire.ml.training.testing;

import com.ytempire.ml.core.settings.Int8Bounds;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.training.run.RunProgress;
import com.ytempire.ml.training.run.Trainers;
import com.ytempire.ml.training.run.TrainingRun;
import com.ytempire.ml.training.source.TrainingSources;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Predicate;

/** Runs of the shipped trainers, of files on this machine. */
public final class Runs {
  /** When they are done. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC);

  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          "features: {engagement: [{name: like_share, formula: likes / views}]}", "test.yaml");

  private Runs() {}

  public static TrainingRun run() {
    return run(name -> false);
  }

  /** One whose profiles tell some columns apart by hour of the week. */
  public static TrainingRun run(Predicate<String> isSeasonal) {
    return new TrainingRun(
        new TrainingSources(PLAN, PlatformSettings.from(Map.of()).objects(), CLOCK),
        Trainers.shipped(),
        CLOCK,
        Int8Bounds.DEFAULT,
        isSeasonal);
  }

  /** Lets a run go on to its end. */
  public static RunProgress go() {
    return (round, most, figures) -> true;
  }
}
