package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

  /** A hyperparameter: what stands for it, and what is allowed. */
  private record Allowed(double otherwise, double low, double high, boolean isWhole) {
    @Override
    public String toString() {
      return isWhole ? "%.0f to %.0f".formatted(low, high) : "%s to %s".formatted(low, high);
    }
  }

  private static final Map<String, Allowed> ALLOWED = allowed();

  private static Map<String, Allowed> allowed() {
    Map<String, Allowed> allowed = new LinkedHashMap<>();
    allowed.put("learning_rate", new Allowed(0.05, 1e-4, 1, false));
    allowed.put("epochs", new Allowed(1000, 1, 20_000, true));
    allowed.put("early_stopping_patience", new Allowed(50, 1, 10_000, true));
    allowed.put("max_depth", new Allowed(5, 1, 12, true));
    allowed.put("min_child_weight", new Allowed(1, 0, 1e6, false));
    allowed.put("l2", new Allowed(1, 0, 1e6, false));
    allowed.put("row_share", new Allowed(0.8, 0.05, 1, false));
    allowed.put("column_share", new Allowed(0.6, 0.05, 1, false));
    allowed.put("left_out", new Allowed(0.5, 0, 1, false));
    allowed.put("checkpoint_every", new Allowed(25, 1, 10_000, true));
    // A round sees all rows; models.yaml names it for every type.
    allowed.put("batch_size", new Allowed(1, 1, Integer.MAX_VALUE, true));
    return allowed;
  }

  /**
   * @throws TrainingException when a hyperparameter is unknown or out of its range
   */
  static BoostingSettings of(TrainingTask task) {
    for (var entry : new TreeMap<>(task.hyperparameters()).entrySet()) {
      check(entry.getKey(), entry.getValue());
    }
    return new BoostingSettings(
        number(task, "learning_rate"),
        (int) number(task, "epochs"),
        (int) number(task, "early_stopping_patience"),
        (int) number(task, "max_depth"),
        number(task, "min_child_weight"),
        number(task, "l2"),
        number(task, "row_share"),
        number(task, "column_share"),
        number(task, "left_out"),
        (int) number(task, "checkpoint_every"));
  }

  private static void check(String name, double value) {
    Allowed allowed = ALLOWED.get(name);
    if (allowed == null) {
      throw new TrainingException(
          "hyperparameter %s is unknown to %s; use %s"
              .formatted(name, BoostingTrainer.TYPE, String.join(", ", ALLOWED.keySet())));
    }
    boolean isWrongKind = allowed.isWhole() && value != Math.rint(value);
    if (!(value >= allowed.low() && value <= allowed.high()) || isWrongKind) {
      throw new TrainingException(
          "hyperparameter %s is %s; expected %s%s"
              .formatted(name, value, allowed.isWhole() ? "a whole number, " : "", allowed));
    }
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

  private static double number(TrainingTask task, String name) {
    return task.hyperparameter(name, Objects.requireNonNull(ALLOWED.get(name)).otherwise());
  }
}
