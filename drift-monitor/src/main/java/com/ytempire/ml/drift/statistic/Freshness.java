package com.ytempire.ml.drift.statistic;

import java.time.Duration;
import java.util.List;

/**
 * Whether values are as fresh as they were: ages (from when something happened until it was used)
 * are compared as a distribution, so a source that is late for some of its values is seen too.
 * Stateless.
 */
public final class Freshness {
  private Freshness() {}

  /**
   * What the comparison gives.
   *
   * @param ks of the ages; {@link Alternative#GREATER} is the one that finds older values
   * @param pOlder probability of ages so much older by chance, from 0 to 1
   * @param referenceMedian median age of the reference
   * @param currentMedian median age now
   */
  public record Result(
      KsStatistic ks, double pOlder, Duration referenceMedian, Duration currentMedian) {}

  /**
   * Compares ages.
   *
   * @throws InvalidSampleException when one of them has none
   */
  public static Result compare(List<Duration> reference, List<Duration> current) {
    SortedSample before = ages("reference ages", reference);
    SortedSample now = ages("current ages", current);
    KsStatistic ks = KolmogorovSmirnov.compare(before, now);
    // The reference's distribution function lies above: it has the smaller ages.
    return new Result(
        ks, KolmogorovSmirnov.pValue(ks, Alternative.GREATER), median(before), median(now));
  }

  private static SortedSample ages(String name, List<Duration> ages) {
    return SortedSample.named(
        name, ages.stream().mapToDouble(age -> age.getSeconds() + age.getNano() / 1e9).toArray());
  }

  private static Duration median(SortedSample ages) {
    double middle = (ages.value((ages.size() - 1) / 2) + ages.value(ages.size() / 2)) / 2;
    return Duration.ofNanos(Math.round(middle * 1e9));
  }
}
