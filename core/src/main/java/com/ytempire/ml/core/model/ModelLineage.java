package com.ytempire.ml.core.model;

import java.util.Map;

/**
 * Where a version comes from.
 *
 * @param hyperparameters by which it was trained, by name; empty where that is not known
 * @param facts what else is known of how it was made and judged, by name, such as {@code seed}
 */
public record ModelLineage(Map<String, Double> hyperparameters, Map<String, String> facts) {
  /** Fact: id of the training job that made the version. */
  public static final String JOB = "job_id";

  /** Fact: id of the version beside which it was judged by the same tests. */
  public static final String BESIDE = "beside";

  /** Begins the name of a fact that is a figure of that version by these tests. */
  public static final String BESIDE_FIGURE = "beside.";

  /** Fact: what the tests say of the version, a sentence on each line. */
  public static final String JUDGEMENT = "judgement";

  /** Nothing is known. */
  public static final ModelLineage NONE = new ModelLineage(Map.of(), Map.of());

  public ModelLineage {
    hyperparameters = Map.copyOf(hyperparameters);
    facts = Map.copyOf(facts);
  }
}
