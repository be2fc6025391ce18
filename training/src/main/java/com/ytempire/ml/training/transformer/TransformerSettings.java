package com.ytempire.ml.training.transformer;

import com.ytempire.ml.training.trainer.Hyperparameters;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How large the network is and how it is trained, from a task's hyperparameters. Without any it is
 * the compact one, which a CPU trains in minutes.
 *
 * @param layers encoder layers
 * @param heads attention heads of a layer; they share the hidden size out evenly
 * @param hidden numbers by which a snapshot is told within the network
 * @param dropout share of these numbers that is left out while learning
 * @param learningRate size of steps after the warm-up
 * @param batchSize examples for a step
 * @param epochs most passes over the examples
 * @param patience epochs without a better validation loss after which it is done
 * @param leftOut share of the examples that are learnt from with parts of their features missing,
 *     anew in each epoch
 */
record TransformerSettings(
    int layers,
    int heads,
    int hidden,
    double dropout,
    double learningRate,
    int batchSize,
    int epochs,
    int patience,
    double leftOut) {
  private static final int COMPACT_LAYERS = 2;
  private static final int COMPACT_HEADS = 4;
  private static final int COMPACT_HIDDEN = 64;

  private static final Hyperparameters ALLOWED =
      Hyperparameters.of(TransformerTrainer.TYPE)
          .withWhole("encoder_layers", COMPACT_LAYERS, 1, 48)
          .withWhole("attention_heads", COMPACT_HEADS, 1, 64)
          .withWhole("hidden_size", COMPACT_HIDDEN, 4, 4096)
          .with("dropout", 0.1, 0, 0.9)
          .with("learning_rate", 0.001, 1e-6, 1)
          .withWhole("batch_size", 32, 1, 65_536)
          .withWhole("epochs", 100, 1, 10_000)
          .withWhole("early_stopping_patience", 10, 1, 10_000)
          .with("left_out", 0.25, 0, 1);

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
  static TransformerSettings of(TrainingTask task) {
    Map<String, Double> numbers = numbers(task);
    ToDoubleFunction<String> number = name -> Objects.requireNonNull(numbers.get(name), name);
    var settings =
        new TransformerSettings(
            (int) number.applyAsDouble("encoder_layers"),
            (int) number.applyAsDouble("attention_heads"),
            (int) number.applyAsDouble("hidden_size"),
            number.applyAsDouble("dropout"),
            number.applyAsDouble("learning_rate"),
            (int) number.applyAsDouble("batch_size"),
            (int) number.applyAsDouble("epochs"),
            (int) number.applyAsDouble("early_stopping_patience"),
            number.applyAsDouble("left_out"));
    if (settings.hidden % settings.heads != 0) {
      throw new TrainingException(
          "hyperparameter hidden_size is %d, which %d attention_heads cannot share out evenly"
              .formatted(settings.hidden, settings.heads));
    }
    return settings;
  }

  /** How large the network is. */
  String network() {
    boolean isCompact =
        layers == COMPACT_LAYERS && heads == COMPACT_HEADS && hidden == COMPACT_HIDDEN;
    return "%s%d encoder layers of %d heads, %d wide"
        .formatted(isCompact ? "the compact one: " : "", layers, heads, hidden);
  }

  /** What was chosen, by the names of the hyperparameters. */
  Map<String, String> inWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("encoder_layers", Integer.toString(layers));
    words.put("attention_heads", Integer.toString(heads));
    words.put("hidden_size", Integer.toString(hidden));
    words.put("dropout", Double.toString(dropout));
    words.put("learning_rate", Double.toString(learningRate));
    words.put("batch_size", Integer.toString(batchSize));
    words.put("epochs", Integer.toString(epochs));
    words.put("early_stopping_patience", Integer.toString(patience));
    words.put("left_out", Double.toString(leftOut));
    return words;
  }
}
