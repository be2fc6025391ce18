package com.ytempire.ml.training.release;

import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.training.network.VersionNetworks;
import com.ytempire.ml.training.run.VersionFolder;
import com.ytempire.ml.training.run.VersionReport;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a training.
 *
 * @param version what the registry holds
 * @param report how well it does
 * @param canary the rollout that was begun, where one was asked for
 * @param note why it takes no traffic although that was asked for; empty where it does as asked
 */
public record TrainedVersion(
    ModelVersion version, VersionReport report, Optional<Rollout> canary, String note) {

  /** Whether it takes traffic, and why not where that was asked for. */
  public String deployed() {
    String state =
        canary
            .filter(Rollout::isRunning)
            .map(rollout -> "tried with %d %% of the requests".formatted(rollout.percentage()))
            .orElse(version.status().word());
    return note.isEmpty() ? state : state + "; " + note;
  }

  /** What a job tells of it, by the names that {@link TrainingJob} has for them. */
  public Map<String, String> left() {
    return Map.of(
        TrainingJob.VERSION, version.ref().version(),
        TrainingJob.MODEL_PATH, version.path() + "/" + VersionNetworks.NETWORK,
        TrainingJob.METRICS_PATH, version.path() + "/" + VersionReport.FILE,
        TrainingJob.CARD_PATH, version.path() + "/" + VersionFolder.CARD,
        TrainingJob.DEPLOYMENT, deployed());
  }
}
