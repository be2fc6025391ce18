package com.ytempire.ml.training.transformer;

import com.ytempire.ml.training.columns.DerivedColumns;
import com.ytempire.ml.training.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The columns of all snapshots of some examples, each computed once. Immutable. */
final class StepTable {
  private final float[] rows;
  private final int[][] steps;

  private StepTable(float[] rows, int[][] steps) {
    this.rows = rows;
    this.steps = steps;
  }

  static StepTable of(DerivedColumns columns, List<Example> examples) {
    Map<float[], Integer> places = new IdentityHashMap<>();
    List<float[]> features = new ArrayList<>();
    int[][] steps = new int[examples.size()][];
    for (int i = 0; i < steps.length; i++) {
      Example example = examples.get(i);
      steps[i] = new int[example.steps()];
      for (int step = 0; step < steps[i].length; step++) {
        float[] row = example.step(step);
        Integer place = places.putIfAbsent(row, features.size());
        if (place == null) {
          steps[i][step] = features.size();
          features.add(row);
        } else {
          steps[i][step] = place;
        }
      }
    }
    return new StepTable(columns.of(features.toArray(float[][]::new)), steps);
  }

  /** Row after row of the columns, NaN where missing. Not to be changed. */
  float[] rows() {
    return rows;
  }

  /** How many examples there are. */
  int size() {
    return steps.length;
  }

  /** How many steps an example has. */
  int length(int example) {
    return steps[example].length;
  }

  /** The row of an example's step. */
  int row(int example, int step) {
    return steps[example][step];
  }

  /** The longest of some examples. */
  int longest(int[] examples) {
    return Arrays.stream(examples).map(this::length).max().orElse(1);
  }
}
