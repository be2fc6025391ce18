package com.ytempire.ml.drift.statistic;

import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.math3.special.Gamma;

/**
 * Pearson's test of how well current counts of categories fit the reference's shares. Stateless.
 */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * What the test gives.
   *
   * @param statistic Σ (count - expected)² / expected; empty where a category is expected never but
   *     seen
   * @param degreesOfFreedom categories less one, 0 or more
   * @param pValue probability of a statistic as large under the reference's shares, from 0 to 1: 0
   *     where the statistic is empty, 1 with one category
   */
  public record Result(OptionalDouble statistic, int degreesOfFreedom, double pValue) {}

  /**
   * Expected counts are the reference's, scaled to the size of the current sample. The test takes
   * them as known, so a reference should be much larger than what is compared with it; and it is an
   * approximation that holds for expected counts of 5 or more.
   *
   * @param reference values of the reference by category
   * @param current values of the current sample by category; categories of either count
   * @throws InvalidSampleException when a count is negative or a sample has no values
   */
  public static Result test(Map<String, Long> reference, Map<String, Long> current) {
    double scale = (double) total("current", current) / total("reference", reference);
    Set<String> names = new HashSet<>();
    reference.forEach((name, count) -> addSeen(names, name, count));
    current.forEach((name, count) -> addSeen(names, name, count));
    int degrees = names.size() - 1;
    double sum = 0;
    for (String name : names.stream().sorted().toList()) {
      double expected = reference.getOrDefault(name, 0L) * scale;
      if (expected == 0) {
        return new Result(OptionalDouble.empty(), degrees, 0);
      }
      double difference = current.getOrDefault(name, 0L) - expected;
      sum += difference * difference / expected;
    }
    return new Result(OptionalDouble.of(sum), degrees, degrees == 0 ? 1 : survival(sum, degrees));
  }

  /**
   * P(χ² &gt;= statistic), accurate also where it is tiny.
   *
   * @param statistic 0 or more
   * @param degreesOfFreedom at least 1
   */
  public static double survival(double statistic, int degreesOfFreedom) {
    return statistic <= 0 ? 1 : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, statistic / 2);
  }

  private static void addSeen(Set<String> names, String name, long count) {
    if (count > 0) {
      names.add(name);
    }
  }

  private static long total(String sample, Map<String, Long> counts) {
    long total = 0;
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      if (count.getValue() < 0) {
        throw new InvalidSampleException(
            "%s: category '%s' has %d values; expected 0 or more"
                .formatted(sample, count.getKey(), count.getValue()));
      }
      total += count.getValue();
    }
    if (total == 0) {
      throw new InvalidSampleException(sample + ": no values; at least one is needed");
    }
    return total;
  }
}
