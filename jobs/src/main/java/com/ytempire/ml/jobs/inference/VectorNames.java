package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The numbers that a video's feature vector has. */
public final class VectorNames {
  private VectorNames() {}

  /** Every input, and every column of a plan's videos that is a number; each name once. */
  public static List<String> of(FeaturePlan plan) {
    Set<String> names = new LinkedHashSet<>(Input.words());
    for (FeatureColumn column : plan.videoSchema().columns()) {
      if (column.kind() != ValueKind.EMBEDDING) {
        names.add(column.name());
      }
    }
    return List.copyOf(names);
  }
}
