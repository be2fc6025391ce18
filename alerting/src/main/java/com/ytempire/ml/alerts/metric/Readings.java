package com.ytempire.ml.alerts.metric;

import java.util.List;

/**
 * An answer to a query.
 *
 * @param values one for each label set that there is data of
 * @param absence why there is none, where there is none; for people
 */
public record Readings(List<Reading> values, String absence) {
  public Readings {
    values = List.copyOf(values);
  }

  public static Readings of(List<Reading> values) {
    return new Readings(values, "");
  }

  public static Readings none(String absence) {
    return new Readings(List.of(), absence);
  }
}
