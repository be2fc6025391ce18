package com.ytempire.ml.drift.detect;

import java.util.List;

/**
 * What is said of a column in a window. A number that there is not is NaN.
 *
 * @param kind what was looked at
 * @param name of the column
 * @param verdict what is said of it
 * @param test word of the statistic
 * @param statistic how far it has moved
 * @param threshold how far it must have
 * @param p probability of as much by chance, of this column alone
 * @param corrected p for all columns of the window: the family-wise one, by Holm
 * @param discovery p for all columns by the false discovery rate, by which columns are named
 * @param referenceSize units of the reference that it was compared with
 * @param currentSize rows of the window with a number, or all rows where missing ones count
 * @param errorBound most that the statistic may be off as the reference is a summary
 * @param reference what it was: the mean, or the share
 * @param current what it is
 * @param bins the reference beside the window, for pictures; none where there is no distribution
 */
public record ColumnVerdict(
    ColumnKind kind,
    String name,
    DriftVerdict verdict,
    String test,
    double statistic,
    double threshold,
    double p,
    double corrected,
    double discovery,
    double referenceSize,
    int currentSize,
    double errorBound,
    double reference,
    double current,
    List<ComparedBin> bins) {
  public ColumnVerdict {
    bins = List.copyOf(bins);
  }

  /** The same with what the window says. */
  ColumnVerdict now(double is) {
    return with(verdict, corrected, discovery, is, bins);
  }

  /** The same with what all columns together make of it. */
  ColumnVerdict judged(DriftVerdict said, double byHolm, double byDiscovery) {
    return with(said, byHolm, byDiscovery, current, bins);
  }

  /** The same with its picture. */
  ColumnVerdict pictured(List<ComparedBin> sideBySide) {
    return with(verdict, corrected, discovery, current, sideBySide);
  }

  private ColumnVerdict with(
      DriftVerdict said,
      double byHolm,
      double byDiscovery,
      double is,
      List<ComparedBin> sideBySide) {
    return new ColumnVerdict(
        kind,
        name,
        said,
        test,
        statistic,
        threshold,
        p,
        byHolm,
        byDiscovery,
        referenceSize,
        currentSize,
        errorBound,
        reference,
        is,
        sideBySide);
  }

  /** Whether it was compared. */
  public boolean isTested() {
    return !Double.isNaN(p);
  }
}
