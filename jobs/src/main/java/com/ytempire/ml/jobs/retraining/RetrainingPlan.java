package com.ytempire.ml.jobs.retraining;

import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPeriod;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.drift.config.TriggerRules;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How a training that drift asks for is done.
 *
 * @param datasetPath where its data is: the offline store, so that it learns from what is new
 * @param experiment name of the experiment
 * @param rules how the version comes into traffic, and the way of training
 */
public record RetrainingPlan(String datasetPath, String experiment, TriggerRules rules)
    implements Serializable {
  /** Who asks for these trainings. */
  public static final String CREATOR = "drift-monitor";

  private static final String TAG = "drift";

  /** The training of a trigger, always with the same id. */
  TrainingJob job(RetrainingTrigger trigger, Instant now) {
    TrainingChoices usual = TrainingChoices.DEFAULT;
    return TrainingJob.pending(
        UUID.nameUUIDFromBytes(("training of " + trigger.id()).getBytes(StandardCharsets.UTF_8)),
        new TrainingPlan(
            trigger.model().name(),
            datasetPath,
            DataSplit.DEFAULT,
            Map.of(),
            experiment,
            List.of(TAG, "trigger " + trigger.id()),
            new TrainingChoices(
                rules.trainer(),
                rules.deployment(),
                rules.lessons().trustsEventTimes(),
                usual.seed(),
                usual.features(),
                rules.lessons().ofDrift()
                    ? new TrainingPeriod(trigger.since(), trigger.at())
                    : null)),
        CREATOR,
        now);
  }
}
