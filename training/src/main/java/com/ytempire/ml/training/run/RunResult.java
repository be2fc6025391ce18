package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.evaluation.LossCurve;
import com.ytempire.ml.training.evaluation.ModelEvaluation;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.network.BesideActive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run gave.
 *
 * @param ref the version
 * @param folder where it lies, complete
 * @param plan what was asked for
 * @param set what was learnt from, with the labels that were learnt
 * @param leftOut labels that were asked for and not learnt, with the reason
 * @param dataSha256 digest of the set
 * @param hyperparameters by which it was trained, those that the trainer chose among them
 * @param evaluation how well it answers the tests
 * @param active how it does beside the active version; empty where no version is active
 * @param description what the trainer says of the model
 * @param losses epoch by epoch, those before the run was stopped among them
 * @param networkDifference most that an answer of the exported network differs from the trainer's
 * @param finishedAt when it was done
 */
public record RunResult(
    ModelRef ref,
    Path folder,
    RunPlan plan,
    TrainingSet set,
    Map<Head, String> leftOut,
    String dataSha256,
    Map<String, Double> hyperparameters,
    ModelEvaluation evaluation,
    Optional<BesideActive> active,
    Map<String, String> description,
    List<LossCurve.Point> losses,
    double networkDifference,
    Instant finishedAt) {
  public RunResult {
    leftOut = Map.copyOf(leftOut);
    hyperparameters = Map.copyOf(hyperparameters);
    description = Map.copyOf(description);
    losses = List.copyOf(losses);
  }
}
