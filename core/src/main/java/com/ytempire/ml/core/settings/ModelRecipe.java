package com.ytempire.ml.core.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How {@code models.yaml} wants a model to be trained.
 *
 * @param type the way of training, or null where the file names none
 * @param training numbers by name, such as {@code learning_rate}: meant for that type
 * @param architecture numbers by name of the network's size, such as {@code hidden_size}: likewise
 */
public record ModelRecipe(
    @Nullable String type, Map<String, Double> training, Map<String, Double> architecture) {
  public ModelRecipe {
    training = Map.copyOf(training);
    architecture = Map.copyOf(architecture);
  }
}
