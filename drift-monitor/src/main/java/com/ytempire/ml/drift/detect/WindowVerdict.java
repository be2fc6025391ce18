package com.ytempire.ml.drift.detect;

import java.util.List;

/**
 * What is said of a window.
 *
 * @param verdict drift where a column has drifted by its family-wise probability; too few where no
 *     column could be tested for that; no reference where there was none at all
 * @param rows of the window
 * @param significance most probable that it is an alarm by chance
 * @param falseAlarmsPerDay most alarms by chance that are expected of this version and slice in a
 *     day, windows of all lengths and families together
 * @param reason why there is no reference, or what limits the comparison with it; else empty
 * @param columns what is said of each, in a fixed order
 */
public record WindowVerdict(
    DriftVerdict verdict,
    int rows,
    double significance,
    double falseAlarmsPerDay,
    String reason,
    List<ColumnVerdict> columns) {
  public WindowVerdict {
    columns = List.copyOf(columns);
  }

  /** The same for another reason. */
  public WindowVerdict because(String why) {
    return new WindowVerdict(verdict, rows, significance, falseAlarmsPerDay, why, columns);
  }

  /** The columns that have drifted. */
  public List<ColumnVerdict> drifted() {
    return columns.stream().filter(column -> column.verdict() == DriftVerdict.DRIFT).toList();
  }
}
