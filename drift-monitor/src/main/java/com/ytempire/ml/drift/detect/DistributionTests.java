package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.config.ColumnRules;
import com.ytempire.ml.drift.config.DriftTest;
import com.ytempire.ml.drift.config.Seasonality;
import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.ColumnProfile.Moments;
import com.ytempire.ml.drift.profile.Distribution;
import com.ytempire.ml.drift.statistic.Divergence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the numbers of a window with a column's profile. How far it has moved is said by the
 * column's statistic; how sure that is by Kolmogorov and Smirnov's test (for ks and wasserstein) or
 * the chi-square test of the bins (for the others), taking from the distance what the summary may
 * be off, so that no probability is too small.
 */
final class DistributionTests {
  /** Of fewer units the reference says too little of its own noise. */
  static final int LEAST_REFERENCE = 50;

  private static final double LEAST_STD = 0.001;

  private DistributionTests() {}

  /**
   * @param hours hour of the week of each number
   * @param worth units that the numbers are worth
   */
  static ColumnFinding compare(
      ColumnKind kind,
      String name,
      ColumnRules rules,
      ColumnProfile profile,
      double[] numbers,
      int[] hours,
      int worth) {
    if (worth < rules.minSamples()) {
      return ColumnFinding.untested(kind, name, DriftVerdict.TOO_FEW, rules, worth);
    }
    Against against = reference(rules, profile, hours);
    if (against == null) {
      return ColumnFinding.untested(kind, name, DriftVerdict.NO_REFERENCE, rules, worth);
    }
    if (against.size() < LEAST_REFERENCE) {
      return ColumnFinding.untested(kind, name, DriftVerdict.TOO_FEW, rules, worth);
    }
    return compare(kind, name, rules, against, numbers, worth);
  }

  /**
   * @param steps the reference
   * @param size units that it is worth
   * @param numbers how many numbers it is of, for the count of bins
   * @param mean of them
   * @param std of them
   */
  private record Against(Steps steps, double size, double numbers, double mean, double std) {}

  private static @Nullable Against reference(
      ColumnRules rules, ColumnProfile profile, int[] hours) {
    Distribution all = profile.numbers();
    if (all == null) {
      return null;
    }
    double known = profile.units();
    if (rules.seasonality() == Seasonality.NONE) {
      Steps steps = Steps.of(all);
      Moments moments = profile.moments();
      // What the rows had, not what was left of them, where it is known.
      return new Against(
          steps,
          known,
          all.size(),
          moments == null ? steps.mean() : moments.mean(),
          moments == null ? steps.std() : moments.std());
    }
    double[] rows = new double[ColumnProfile.HOURS_OF_WEEK];
    for (int hour : hours) {
      rows[hour]++;
    }
    List<Distribution> parts = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    double inverse = 0;
    for (int hour = 0; hour < rows.length; hour++) {
      if (rows[hour] > 0) {
        Distribution part = profile.seasons().get(hour);
        if (part == null) {
          return null;
        }
        double weight = rows[hour] / hours.length;
        parts.add(part);
        weights.add(weight);
        // An hour has as many units as its share of the numbers.
        inverse += weight * weight / (known * part.size() / all.size());
      }
    }
    double[] shares = weights.stream().mapToDouble(Double::doubleValue).toArray();
    Steps steps = Steps.mixture(parts, shares);
    return new Against(steps, 1 / inverse, all.size(), steps.mean(), steps.std());
  }

  private static ColumnFinding compare(
      ColumnKind kind,
      String name,
      ColumnRules rules,
      Against against,
      double[] numbers,
      int worth) {
    Steps reference = against.steps();
    Steps current = Steps.of(numbers);
    double error = reference.error();
    double scale = Math.max(against.std(), LEAST_STD);
    Bins bins = Bins.of(reference, current, against.numbers() + numbers.length);
    double distance = Steps.distance(reference, current);
    DriftTest test = rules.test();
    double statistic =
        switch (test) {
          case KS -> distance;
          case WASSERSTEIN -> Steps.area(reference, current) / scale;
          case PSI -> Divergence.psi(bins.shares());
          case JS -> Divergence.jensenShannon(bins.shares());
          case CHI_SQUARE -> bins.cramersV();
        };
    boolean byDistance = test == DriftTest.KS || test == DriftTest.WASSERSTEIN;
    return ColumnFinding.tested(
            kind,
            name,
            test.word(),
            statistic,
            rules.threshold(),
            test.reaches(statistic, rules.threshold()),
            byDistance
                ? Significance.kolmogorov(distance - error, against.size(), worth)
                : bins.probability(against.size(), worth),
            against.size(),
            worth,
            switch (test) {
              case KS -> error;
              case WASSERSTEIN -> reference.areaError() / scale;
              case PSI, JS, CHI_SQUARE -> BinError.of(bins, test);
            },
            against.mean(),
            Arrays.stream(numbers).sum() / numbers.length)
        .pictured(BinnedComparison.of(reference, current, against.size(), worth));
  }
}
