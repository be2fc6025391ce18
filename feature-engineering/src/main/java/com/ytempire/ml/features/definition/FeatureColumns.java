package com.ytempire.ml.features.definition;

import java.util.List;

/** Which columns a definition has. */
public final class FeatureColumns {
  private FeatureColumns() {}

  /** The names of a feature's columns: its own, or for a cyclical feature two. */
  public static List<String> names(FeatureDefinition definition) {
    return definition instanceof FeatureDefinition.Cyclical
        ? List.of(definition.name() + "_sin", definition.name() + "_cos")
        : List.of(definition.name());
  }

  /** Whether every value is a whole number. */
  public static boolean isWhole(FeatureDefinition definition) {
    if (definition instanceof FeatureDefinition.Formula formula) {
      return formula.type().isWhole();
    }
    if (definition instanceof FeatureDefinition.Windowed windowed) {
      return switch (windowed.aggregation().kind()) {
        case COUNT, DISTINCT -> true;
        case SUM, MIN, MAX, LAST -> windowed.type().isWhole();
        case MEAN, STDDEV, QUANTILE -> false;
      };
    }
    return definition instanceof FeatureDefinition.Categorical
        || definition instanceof FeatureDefinition.Binary
        || definition instanceof FeatureDefinition.Binned;
  }
}
