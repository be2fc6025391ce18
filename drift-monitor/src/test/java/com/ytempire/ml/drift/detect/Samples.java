package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.profile.ProfileBuilder;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Made-up columns of several kinds, some of which depend on each other. */
final class Samples {
  static final int COLUMNS = 6;

  private Samples() {}

  /** Columns by name; {@code shift} is in standard deviations of the column {@code normal}. */
  static Map<String, double[]> columns(Random random, int rows, double shift) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : new String[] {"normal", "twin", "heavy", "even", "few", "gaps"}) {
      columns.put(name, new double[rows]);
    }
    for (int i = 0; i < rows; i++) {
      double normal = random.nextGaussian();
      put(columns, "normal", i, normal + shift);
      put(columns, "twin", i, normal + 0.2 * random.nextGaussian());
      put(columns, "heavy", i, Math.exp(3 * random.nextGaussian()));
      put(columns, "even", i, random.nextDouble());
      put(columns, "few", i, random.nextInt(5));
      put(columns, "gaps", i, random.nextInt(10) == 0 ? Double.NaN : Math.round(10 * normal));
    }
    return columns;
  }

  private static void put(Map<String, double[]> columns, String name, int row, double value) {
    double[] column = columns.get(name);
    if (column != null) {
      column[row] = value;
    }
  }

  static ReferenceProfile profile(Map<String, double[]> columns, long units) {
    var builder = new ProfileBuilder(columns.values().iterator().next().length, units);
    columns.forEach((name, values) -> builder.numbers(ProfileGroup.INPUTS, name, values));
    return builder.build();
  }

  static WindowSample window(Map<String, double[]> columns) {
    return window(Family.PREDICTIONS, Role.INPUT, columns);
  }

  static WindowSample window(Family family, Role role, Map<String, double[]> columns) {
    var byColumn = new TreeMap<SampleColumn, double[]>();
    columns.forEach((name, values) -> byColumn.put(new SampleColumn(role, name), values));
    return new WindowSample(family, byColumn, new int[columns.values().iterator().next().length]);
  }
}
