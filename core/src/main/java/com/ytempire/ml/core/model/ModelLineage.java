package com.ytempire.ml.core.model;

import java.util.Map;

/**
 * Where a version comes from.
 *
 * @param hyperparameters by which it was trained, by name; empty where that is not known
 * @param facts what else is known of how it was made and judged, by name, such as {@code seed}
 */
public record ModelLineage(Map<String, Double> hyperparameters, Map<String, String> facts) {
  /** Nothing is known. */
  public static final ModelLineage NONE = new ModelLineage(Map.of(), Map.of());

  public ModelLineage {
    hyperparameters = Map.copyOf(hyperparameters);
    facts = Map.copyOf(facts);
  }
}
