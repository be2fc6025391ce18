package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.trainer.Hyperparameters;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How trees are grown, from a task's hyperparameters.
 *
 * @param learningRate share of each tree that is added, above 0, at most 1
 * @param rounds most trees of a head
 * @param patience rounds without a better validation loss after which a head is done
 * @param maxDepth levels of a tree
 * @param minChildWeight least weight of rows in a leaf; a row's weight is the curvature of its
 *     loss: p × (1 − p) for probabilities, for numbers 1 and less the further off they are
 * @param l2 pull of leaves to zero
 * @param rowShare share of the rows that each tree sees
 * @param columnShare share of the columns that each tree sees
 * @param leftOut share of the rows that are learnt from a second time with parts missing
 * @param checkpointEvery rounds between checkpoints
 */
record BoostingSettings(
    double learningRate,
    int rounds,
    int patience,
    int maxDepth,
    double minChildWeight,
    double l2,
    double rowShare,
    double columnShare,
    double leftOut,
    int checkpointEvery) {

  private static final Hyperparameters ALLOWED =
      Hyperparameters.of(BoostingTrainer.TYPE)
          .with("learning_rate", 0.05, 1e-4, 1)
          .withWhole("epochs", 1000, 1, 20_000)
          .withWhole("early_stopping_patience", 50, 1, 10_000)
          .withWhole("max_depth", 5, 1, 12)
          .with("min_child_weight", 1, 0, 1e6)
          .with("l2", 1, 0, 1e6)
          .with("row_share", 0.8, 0.05, 1)
          .with("column_share", 0.6, 0.05, 1)
          .with("left_out", 0.5, 0, 1)
          .withWhole("checkpoint_every", 25, 1, 10_000)
          // A round sees all rows; models.yaml names it for every type.
          .withWhole("batch_size", 1, 1, Integer.MAX_VALUE);

  /**
   * The task's numbers, and what stands for those that it does not name.
   *
   * @throws TrainingException when a hyperparameter is unknown or out of its range
   */
  static Map<String, Double> numbers(TrainingTask task) {
    return ALLOWED.of(task);
  }

  /**
   * @throws TrainingException when a hyperparameter is unknown or out of its range
   */
  static BoostingSettings of(TrainingTask task) {
    Map<String, Double> numbers = numbers(task);
    ToDoubleFunction<String> number = name -> Objects.requireNonNull(numbers.get(name), name);
    return new BoostingSettings(
        number.applyAsDouble("learning_rate"),
        (int) number.applyAsDouble("epochs"),
        (int) number.applyAsDouble("early_stopping_patience"),
        (int) number.applyAsDouble("max_depth"),
        number.applyAsDouble("min_child_weight"),
        number.applyAsDouble("l2"),
        number.applyAsDouble("row_share"),
        number.applyAsDouble("column_share"),
        number.applyAsDouble("left_out"),
        (int) number.applyAsDouble("checkpoint_every"));
  }

  /** What was chosen, by the names of the hyperparameters. */
  Map<String, String> inWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("learning_rate", Double.toString(learningRate));
    words.put("epochs", Integer.toString(rounds));
    words.put("early_stopping_patience", Integer.toString(patience));
    words.put("max_depth", Integer.toString(maxDepth));
    words.put("min_child_weight", Double.toString(minChildWeight));
    words.put("l2", Double.toString(l2));
    words.put("row_share", Double.toString(rowShare));
    words.put("column_share", Double.toString(columnShare));
    words.put("left_out", Double.toString(leftOut));
    return words;
  }
}
