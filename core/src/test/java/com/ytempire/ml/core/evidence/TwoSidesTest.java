package com.ytempire.ml.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoSidesTest {
  private static final BetaMixture MIXTURE = new BetaMixture(1, 3);
  private static final int RUNS = 2_000;
  private static final int REQUESTS = 1_000;

  /** Both sides of one stream; a tenth of it goes to the candidate. */
  private static final class Stream {
    private final SplittableRandom random;
    private final double[] hits = new double[2];
    private final long[] trials = new long[2];

    Stream(long seed) {
      random = new SplittableRandom(seed);
    }

    TwoSides next(double active, double candidate, BetaMixture mixture) {
      int side = random.nextInt(10) == 0 ? 1 : 0;
      trials[side]++;
      hits[side] += random.nextDouble() < (side == 0 ? active : candidate) ? 1 : 0;
      return sides(mixture);
    }

    /** A loss in 0 to 1 that is seldom 0 or 1. */
    TwoSides nextLoss(double mean, BetaMixture mixture) {
      int side = random.nextInt(10) == 0 ? 1 : 0;
      trials[side]++;
      hits[side] += random.nextDouble() < 0.5 ? 0.5 * mean : 1.5 * mean;
      return sides(mixture);
    }

    private TwoSides sides(BetaMixture mixture) {
      return new TwoSides(new Tally(hits[0], trials[0]), new Tally(hits[1], trials[1]), mixture);
    }
  }

  /** The share of runs in which somebody who looks after every request is ever misled. */
  private static double falseAlarms(double share, BetaMixture mixture, double chance, long seed) {
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      var stream = new Stream(seed + run);
      for (int i = 0; i < REQUESTS; i++) {
        if (stream.next(share, share, mixture).isAbove(0, chance)) {
          alarms++;
          break;
        }
      }
    }
    return (double) alarms / RUNS;
  }

  @Test
  void seldomCallsAnEqualSideWorseHoweverOftenSomebodyLooks() {
    // A tenth is a chance large enough to be measured by thousands of runs.
    assertThat(falseAlarms(0.15, MIXTURE, 0.1, 1)).isBetween(0.001, 0.1);
    assertThat(falseAlarms(0.01, Question.ERRORS.mixture(), 0.1, 2)).isLessThan(0.1);
    assertThat(falseAlarms(0.05, Question.SLOW.mixture(), 0.1, 3)).isLessThan(0.1);
  }

  @Test
  void aFixedTestMisleadsWhoLooksOften() {
    int alarms = 0;
    for (int run = 0; run < 500; run++) {
      var stream = new Stream(run);
      for (int i = 0; i < REQUESTS; i++) {
        stream.next(0.15, 0.15, MIXTURE);
        if (i >= 200 && z(stream) > 2.326) {
          alarms++;
          break;
        }
      }
    }
    // Meant to be one in a hundred: what the sequential test is for.
    assertThat(alarms / 500.0).isGreaterThan(0.02);
  }

  private static double z(Stream stream) {
    double pooled =
        (stream.hits[0] + stream.hits[1]) / (stream.trials[0] + (double) stream.trials[1]);
    double error =
        Math.sqrt(pooled * (1 - pooled) * (1.0 / stream.trials[0] + 1.0 / stream.trials[1]));
    return (stream.hits[1] / stream.trials[1] - stream.hits[0] / stream.trials[0]) / error;
  }

  @Test
  void seldomClearsASideThatIsWorseByTheMarginHoweverOftenSomebodyLooks() {
    int cleared = 0;
    for (int run = 0; run < 1_000; run++) {
      var stream = new Stream(900_000 + run);
      for (int i = 0; i < REQUESTS; i++) {
        if (stream.next(0.10, 0.15, MIXTURE).isBelow(0.05, 0.1)) {
          cleared++;
          break;
        }
      }
    }
    assertThat(cleared / 1_000.0).isLessThan(0.1);
  }

  @Test
  void holdsForLossesThatAreNoCountsToo() {
    int alarms = 0;
    for (int run = 0; run < 1_000; run++) {
      var stream = new Stream(50_000 + run);
      for (int i = 0; i < REQUESTS; i++) {
        if (stream.nextLoss(0.2, MIXTURE).isAbove(0, 0.1)) {
          alarms++;
          break;
        }
      }
    }
    assertThat(alarms / 1_000.0).isLessThan(0.1);
  }

  @Test
  void boundsTheDifferenceAsTheTestsDecide() {
    var sides = new TwoSides(new Tally(150, 1000), new Tally(50, 200), MIXTURE);

    double lower = sides.lower(0.05);
    double upper = sides.upper(0.05);

    assertThat(sides.difference()).isCloseTo(0.1, within(1e-12));
    assertThat(lower).isBetween(-0.1, 0.1);
    assertThat(upper).isBetween(0.1, 0.3);
    assertThat(sides.isAbove(lower - 1e-9, 0.05)).isTrue();
    assertThat(sides.isAbove(lower + 1e-9, 0.05)).isFalse();
    assertThat(sides.isBelow(upper + 1e-9, 0.05)).isTrue();
    assertThat(sides.isBelow(upper - 1e-9, 0.05)).isFalse();
  }

  @Test
  void findsTheLikeliestPairAsASearchOverAllPairsDoes() {
    Tally active = new Tally(30, 400);
    Tally candidate = new Tally(70, 250);
    var sides = new TwoSides(active, candidate, MIXTURE);
    double mixed = MIXTURE.logLikelihood(active) + MIXTURE.logLikelihood(candidate);
    for (double bound : new double[] {-0.1, 0, 0.05}) {
      double best = Double.NEGATIVE_INFINITY;
      for (double p = 0.0001; p < 0.9; p += 0.0001) {
        if (p + bound > 0) {
          best = Math.max(best, active.logLikelihood(p) + candidate.logLikelihood(p + bound));
        }
      }
      double chance = Math.exp(best - mixed);
      assertThat(sides.isAbove(bound, chance * 1.001)).isTrue();
      assertThat(sides.isAbove(bound, chance * 0.999)).isFalse();
    }
  }

  @Test
  void knowsNothingWhereASideDidNothing() {
    var sides = new TwoSides(new Tally(0, 0), new Tally(30, 30), MIXTURE);

    assertThat(sides.lower(0.01)).isEqualTo(-1);
    assertThat(sides.upper(0.01)).isEqualTo(1);
    assertThat(sides.isAbove(0, 0.01)).isFalse();
    assertThat(sides.isBelow(0.5, 0.01)).isFalse();
  }

  @Test
  void countsWithTheGammaFunction() {
    assertThat(BetaMixture.logGamma(1)).isCloseTo(0, within(1e-12));
    assertThat(BetaMixture.logGamma(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-12));
    assertThat(BetaMixture.logGamma(11)).isCloseTo(Math.log(3_628_800), within(1e-11));
    // Two of three, uniform: 1/12 for each order.
    assertThat(new BetaMixture(1, 1).logLikelihood(new Tally(2, 3)))
        .isCloseTo(Math.log(1.0 / 12), within(1e-12));
  }
}
