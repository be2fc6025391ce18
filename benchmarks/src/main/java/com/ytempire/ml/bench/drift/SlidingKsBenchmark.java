package com.ytempire.ml.bench.drift;

import com.ytempire.ml.bench.measure.Statistics;
import com.ytempire.ml.drift.statistic.KsStatistic;
import com.ytempire.ml.drift.statistic.SortedSample;
import com.ytempire.ml.drift.stream.SlidingKs;
import com.ytempire.ml.drift.stream.SlidingPairKs;
import com.ytempire.ml.drift.stream.SlidingPairKs.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * The Kolmogorov-Smirnov statistic of a window that slides, after every value: kept up to date, and
 * computed anew by commons-math3. One thread; values are drawn beforehand from a normal
 * distribution, so hardly any are tied, which is the most work.
 */
public final class SlidingKsBenchmark {
  /** What the statistic is to reach on a core that has nothing else to do. */
  public static final double TARGET_PER_SECOND = 200_000;

  /** Values that are drawn; the stream repeats after them. */
  private static final int DRAWN = 1 << 17;

  private final int reference;
  private final int window;
  private final int updates;
  private final double[] values;
  private final double[] referenceValues;

  /**
   * @param reference values in the reference
   * @param window values in the window, fewer than 131,072
   * @param updates values that come in a round, each for the oldest
   * @throws IllegalArgumentException when one is not positive or the window is too large
   */
  public SlidingKsBenchmark(int reference, int window, int updates, long seed) {
    if (reference < 1 || window < 1 || window >= DRAWN || updates < 1) {
      throw new IllegalArgumentException(
          "a reference of %d, a window of %d, %d updates; expected at least 1, 1 to %d, at least 1"
              .formatted(reference, window, updates, DRAWN - 1));
    }
    this.reference = reference;
    this.window = window;
    this.updates = updates;
    var random = new Random(seed);
    referenceValues = random.doubles(reference).map(u -> random.nextGaussian()).toArray();
    values = random.doubles(DRAWN).map(u -> random.nextGaussian() + 0.05).toArray();
  }

  /**
   * Measures all ways in turns.
   *
   * @param rounds how often, after one that does not count; at least 1
   * @return medians over the rounds
   * @throws IllegalStateException when the ways do not agree
   */
  public Result run(int rounds) {
    // Each of its updates costs as much as thousands of the others.
    int anewUpdates = Math.max(1, Math.min(updates, 2_000_000 / (reference + window)));
    List<Double> fixed = new ArrayList<>();
    List<Double> resized = new ArrayList<>();
    List<Double> pair = new ArrayList<>();
    List<Double> anew = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      var oneFixed = new Fixed();
      var onePair = new Pair();
      var oneAnew = new Anew();
      double fixedRate = rate(updates, oneFixed::slide);
      double resizedRate = rate(updates, new Resized()::slide);
      double pairRate = rate(updates, onePair::slide);
      double anewRate = rate(anewUpdates, oneAnew::slide);
      requireAgreement(anewUpdates);
      if (round >= 0) {
        fixed.add(fixedRate);
        resized.add(resizedRate);
        pair.add(pairRate);
        anew.add(anewRate);
      }
    }
    return new Result(
        reference, window, updates, median(fixed), median(resized), median(pair), median(anew));
  }

  /** After as many updates, all ways have to say the same. */
  private void requireAgreement(int after) {
    var fixed = new Fixed();
    var pair = new Pair();
    var anew = new Anew();
    for (int i = 0; i < after; i++) {
      double value = values[(window + i) % DRAWN];
      double expected = anew.slide(value);
      double one = fixed.slide(value);
      double other = pair.slide(value);
      if (Math.abs(one - expected) > 1e-12 || Math.abs(other - expected) > 1e-12) {
        throw new IllegalStateException(
            "after %d updates: %s, %s, and anew %s".formatted(i + 1, one, other, expected));
      }
    }
  }

  private double rate(int count, DoubleUnaryOperator slide) {
    double sum = 0;
    long started = System.nanoTime();
    for (int i = 0; i < count; i++) {
      sum += slide.applyAsDouble(values[(window + i) % DRAWN]);
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    if (!(sum >= 0)) {
      throw new IllegalStateException("the sum of the statistics is " + sum);
    }
    return count / seconds;
  }

  private static double median(List<Double> rates) {
    return Statistics.median(rates.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Beside a fixed reference. */
  private final class Fixed {
    private final SlidingKs sliding = new SlidingKs(SortedSample.of(referenceValues));

    Fixed() {
      for (int i = 0; i < window; i++) {
        sliding.add(values[i]);
      }
    }

    double slide(double value) {
      sliding.slide(value);
      KsStatistic statistic = sliding.statistic();
      return statistic.value();
    }
  }

  /** Beside a fixed reference, with a window that is never as large as the last time. */
  private final class Resized {
    private final Fixed fixed = new Fixed();

    double slide(double value) {
      fixed.sliding.add(value);
      if (fixed.sliding.size() > window + 1) {
        fixed.sliding.removeOldest();
        fixed.sliding.removeOldest();
      }
      return fixed.sliding.statistic().value();
    }
  }

  /** Two windows, of which the second slides. */
  private final class Pair {
    private final SlidingPairKs sliding = new SlidingPairKs();

    Pair() {
      for (double value : referenceValues) {
        sliding.add(Side.FIRST, value);
      }
      for (int i = 0; i < window; i++) {
        sliding.add(Side.SECOND, values[i]);
      }
    }

    double slide(double value) {
      sliding.slide(Side.SECOND, value);
      return sliding.statistic().value();
    }
  }

  /** All of it by commons-math3 after each value. */
  private final class Anew {
    private final KolmogorovSmirnovTest test = new KolmogorovSmirnovTest(null);
    private final double[] ring = Arrays.copyOf(values, window);
    private int oldest;

    double slide(double value) {
      ring[oldest] = value;
      oldest = (oldest + 1) % window;
      return test.kolmogorovSmirnovStatistic(referenceValues, ring);
    }
  }

  /**
   * What was measured, in updates a second: one value in, the oldest out, and the statistic.
   *
   * @param reference values in the reference
   * @param window values in the window
   * @param updates in a round of all but the last
   * @param fixed beside a fixed reference, kept up to date
   * @param resized as the first, with a window whose size changes each time
   * @param pair two windows, kept up to date
   * @param anew computed by commons-math3 each time
   */
  public record Result(
      int reference,
      int window,
      int updates,
      double fixed,
      double resized,
      double pair,
      double anew) {

    /** The figures as a table for people. */
    public String table() {
      return String.format(
          Locale.ROOT,
          """
          Kolmogorov-Smirnov after every value, window of %,d beside %,d values, one thread
                                                 updates/s   to anew
            kept up to date, fixed reference  %,12.0f  %,7.0f x   target %,.0f: %s
            the same, size changing each time %,12.0f  %,7.0f x
            kept up to date, two windows      %,12.0f  %,7.0f x
            commons-math3 anew each time      %,12.0f        1 x
          all three said the same after every update that they were compared at
          """,
          window,
          reference,
          fixed,
          fixed / anew,
          TARGET_PER_SECOND,
          fixed >= TARGET_PER_SECOND ? "PASS" : "below",
          resized,
          resized / anew,
          pair,
          pair / anew,
          anew);
    }
  }
}
