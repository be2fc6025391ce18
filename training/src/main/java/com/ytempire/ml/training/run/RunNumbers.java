package com.ytempire.ml.training.run;

import com.ytempire.ml.core.settings.ModelRecipe;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The hyperparameters of a run: those of the model file where its type is the trainer's, and over
 * them those that whoever started the run gave.
 *
 * @param byName what the trainer is told; what is absent, it chooses
 * @param network which network that means, in words; empty where the file names none
 */
public record RunNumbers(Map<String, Double> byName, String network) {
  /** Which network is trained. */
  public enum Architecture {
    /** That of the model file where there is a GPU, else the compact one. */
    BY_MACHINE,
    /** The one that the trainer chooses. */
    COMPACT,
    /** That of the model file. */
    FILE
  }

  public RunNumbers {
    byName = Map.copyOf(byName);
  }

  /**
   * Puts them together.
   *
   * @param given go before those of the file
   * @throws TrainingException when the trainer cannot tell whether there is a GPU
   */
  public static RunNumbers of(
      Trainer trainer, ModelRecipe recipe, Architecture wanted, Map<String, Double> given) {
    Map<String, Double> numbers = new HashMap<>();
    String network = "";
    if (trainer.type().equals(recipe.type())) {
      numbers.putAll(recipe.training());
      if (!recipe.architecture().isEmpty()) {
        boolean isByMachine = wanted == Architecture.BY_MACHINE;
        boolean isFiles = isByMachine ? trainer.hasGpu() : wanted == Architecture.FILE;
        if (isFiles) {
          numbers.putAll(recipe.architecture());
        }
        network =
            "%s%s (%s)"
                .formatted(
                    isFiles ? "that of the model file" : "the compact one",
                    isByMachine
                        ? isFiles ? ", because there is a GPU" : ", because there is no GPU"
                        : "",
                    (isFiles ? "" : "the model file's has ") + inWords(recipe.architecture()));
      }
    }
    numbers.putAll(given);
    return new RunNumbers(numbers, network);
  }

  private static String inWords(Map<String, Double> numbers) {
    return new TreeMap<>(numbers)
        .entrySet().stream()
            .map(
                number ->
                    number.getValue() == Math.rint(number.getValue())
                        ? "%s %.0f".formatted(number.getKey(), number.getValue())
                        : "%s %s".formatted(number.getKey(), number.getValue()))
            .collect(Collectors.joining(", "));
  }
}
