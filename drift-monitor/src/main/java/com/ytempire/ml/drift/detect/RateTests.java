package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.config.ColumnRules;
import com.ytempire.ml.drift.config.WatchRules;
import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.Distribution;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares shares and means of a window with the reference: what is no distribution. Each is told
 * how many units its rows are worth, and counts no more than these.
 */
final class RateTests {
  private static final String PROPORTION = "proportion";

  private final WatchRules watch;

  RateTests(WatchRules watch) {
    this.watch = watch;
  }

  /** Missing values: Fisher's exact test, two-sided, of change by the threshold or more. */
  ColumnFinding nulls(
      String name, ColumnRules rules, ColumnProfile profile, long units, double[] all, int worth) {
    if (worth < rules.minSamples() || units < DistributionTests.LEAST_REFERENCE) {
      return ColumnFinding.untested(ColumnKind.NULL_RATE, name, DriftVerdict.TOO_FEW, rules, worth);
    }
    long rows = Arrays.stream(all).filter(value -> !WindowSample.isKnown(value)).count();
    long before = Math.round(profile.nullRate() * units);
    double now = (double) rows / all.length;
    long missing = Math.round(now * worth);
    double change = Math.abs(now - profile.nullRate());
    double oneSided =
        Math.min(
            Significance.moreHits(missing, worth, before, units),
            Significance.fewerHits(missing, worth, before, units));
    ColumnFinding finding =
        ColumnFinding.tested(
            ColumnKind.NULL_RATE,
            name,
            PROPORTION,
            change,
            watch.nullRate(),
            change >= watch.nullRate(),
            Math.min(1, 2 * oneSided),
            units,
            worth,
            0,
            profile.nullRate(),
            now);
    // Nothing missing, or everything, on both sides: no split of it could be unlikely.
    long both = missing + before;
    return both == 0 || both == worth + units ? finding.beyondAlarm() : finding;
  }

  /** Stale inputs: exact binomial test of more than are allowed. */
  ColumnFinding ages(String name, ColumnRules rules, double[] ages, int worth) {
    if (worth < rules.minSamples()) {
      return ColumnFinding.untested(ColumnKind.FRESHNESS, name, DriftVerdict.TOO_FEW, rules, worth);
    }
    long stale = Arrays.stream(ages).filter(age -> age > watch.maxAge().toSeconds()).count();
    double share = (double) stale / ages.length;
    return ColumnFinding.tested(
        ColumnKind.FRESHNESS,
        name,
        PROPORTION,
        share,
        watch.staleShare(),
        share > watch.staleShare(),
        Significance.binomial(Math.round(share * worth), worth, watch.staleShare()),
        Double.NaN,
        worth,
        0,
        watch.staleShare(),
        share);
  }

  /** Right answers: Fisher's exact test, one-sided, of fewer than in the version's tests. */
  ColumnFinding accuracy(
      String name, ColumnRules rules, @Nullable Figure before, double[] correct, int worth) {
    double now = Arrays.stream(correct).sum() / correct.length;
    ColumnFinding none = withoutFigure(ColumnKind.ACCURACY, name, rules, before, worth, now);
    if (none != null || before == null) {
      return Objects.requireNonNull(none);
    }
    long rightBefore = Math.round(before.mean() * before.units());
    long right = Math.round(now * worth);
    double drop = before.mean() - now;
    return ColumnFinding.tested(
        ColumnKind.ACCURACY,
        name,
        PROPORTION,
        drop,
        watch.accuracyDrop(),
        drop >= watch.accuracyDrop(),
        Significance.fewerHits(right, worth, rightBefore, before.units()),
        before.units(),
        worth,
        0,
        before.mean(),
        now);
  }

  /** Errors: Welch's test by its limit, one-sided, of more than in the version's tests. */
  ColumnFinding error(
      String name, ColumnRules rules, @Nullable Figure before, double[] errors, int worth) {
    double now = Arrays.stream(errors).sum() / errors.length;
    ColumnFinding none = withoutFigure(ColumnKind.ERROR, name, rules, before, worth, now);
    if (none != null || before == null) {
      return Objects.requireNonNull(none);
    }
    double spread = Arrays.stream(errors).map(e -> (e - now) * (e - now)).sum() / errors.length;
    double rise = before.mean() > 0 ? now / before.mean() - 1 : (now > 0 ? Double.MAX_VALUE : 0);
    return ColumnFinding.tested(
        ColumnKind.ERROR,
        name,
        "mean",
        rise,
        watch.errorRise(),
        rise >= watch.errorRise(),
        welch(now - before.mean(), spread / worth + before.std() * before.std() / before.units()),
        before.units(),
        worth,
        0,
        before.mean(),
        now);
  }

  /**
   * Accuracy that the answers themselves let expect: Welch's test by its limit, one-sided, of a
   * fall against the reference's own answers.
   */
  ColumnFinding estimate(
      String name,
      ColumnRules rules,
      @Nullable Distribution before,
      long units,
      double[] probabilities,
      int worth) {
    if (before == null) {
      return ColumnFinding.untested(
          ColumnKind.ESTIMATED_ACCURACY, name, DriftVerdict.NO_REFERENCE, rules, worth);
    }
    if (worth < rules.minSamples() || units < DistributionTests.LEAST_REFERENCE) {
      return ColumnFinding.untested(
          ColumnKind.ESTIMATED_ACCURACY, name, DriftVerdict.TOO_FEW, rules, worth);
    }
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < before.points(); i++) {
      double confidence = Math.max(before.value(i), 1 - before.value(i));
      double share = (double) before.count(i) / before.size();
      mean += share * confidence;
      squares += share * confidence * confidence;
    }
    PerformanceEstimate now = PerformanceEstimate.of(probabilities);
    double drop = mean - now.accuracy();
    double variance = Math.max(0, squares - mean * mean) / units + now.std() * now.std() / worth;
    // Each number counts at most this much too high, by as many shares as may be moved.
    double bound = before.areaError();
    return ColumnFinding.tested(
        ColumnKind.ESTIMATED_ACCURACY,
        name,
        "mean",
        drop,
        watch.accuracyDrop(),
        drop >= watch.accuracyDrop(),
        welch(drop - bound, variance),
        units,
        worth,
        bound,
        mean,
        now.accuracy());
  }

  private static double welch(double difference, double variance) {
    if (!(variance > 0)) {
      return difference > 0 ? 0 : 1;
    }
    return Significance.normal(difference / Math.sqrt(variance));
  }

  /** What is said where nothing can be compared; what is now is told if enough was seen. */
  private static @Nullable ColumnFinding withoutFigure(
      ColumnKind kind,
      String name,
      ColumnRules rules,
      @Nullable Figure before,
      int size,
      double now) {
    if (size < rules.minSamples()) {
      return ColumnFinding.untested(kind, name, DriftVerdict.TOO_FEW, rules, size);
    }
    if (before == null) {
      return ColumnFinding.untested(kind, name, DriftVerdict.NO_REFERENCE, rules, size).now(now);
    }
    return before.units() < DistributionTests.LEAST_REFERENCE
        ? ColumnFinding.untested(kind, name, DriftVerdict.TOO_FEW, rules, size).now(now)
        : null;
  }
}
