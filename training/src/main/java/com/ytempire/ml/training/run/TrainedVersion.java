package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
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
    ModelVersion version, VersionReport report, Optional<Rollout> canary, String note) {}
