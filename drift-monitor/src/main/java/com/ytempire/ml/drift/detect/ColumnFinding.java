package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.config.ColumnRules;
import java.util.List;

/**
 * A column's statistic before the other columns of its window are known.
 *
 * @param verdict with {@code STABLE} where it was tested
 * @param isFar whether the statistic reaches its threshold
 * @param isCounted whether it is one of the tests that probabilities are corrected for (Tarone:
 *     those that cannot be significant at all need not be)
 */
record ColumnFinding(ColumnVerdict verdict, boolean isFar, boolean isCounted) {

  /**
   * The same as one that no window could have made an alarm, given what both sides have together.
   */
  ColumnFinding beyondAlarm() {
    return new ColumnFinding(verdict, isFar, false);
  }

  /** The same with the reference beside the window. */
  ColumnFinding pictured(List<ComparedBin> bins) {
    return new ColumnFinding(verdict.pictured(bins), isFar, isCounted);
  }

  /** The same with what the window says, which nothing can be compared with. */
  ColumnFinding now(double current) {
    return new ColumnFinding(verdict.now(current), isFar, isCounted);
  }

  static ColumnFinding tested(
      ColumnKind kind,
      String name,
      String test,
      double statistic,
      double threshold,
      boolean isFar,
      double p,
      double referenceSize,
      int currentSize,
      double errorBound,
      double reference,
      double current) {
    return new ColumnFinding(
        new ColumnVerdict(
            kind,
            name,
            DriftVerdict.STABLE,
            test,
            statistic,
            threshold,
            p,
            Double.NaN,
            Double.NaN,
            referenceSize,
            currentSize,
            errorBound,
            reference,
            current,
            List.of()),
        isFar,
        true);
  }

  /** A column that was not tested. */
  static ColumnFinding untested(
      ColumnKind kind, String name, DriftVerdict why, ColumnRules rules, int currentSize) {
    return new ColumnFinding(
        new ColumnVerdict(
            kind,
            name,
            why,
            rules.test().word(),
            Double.NaN,
            rules.threshold(),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            currentSize,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            List.of()),
        false,
        false);
  }
}
