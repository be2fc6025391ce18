package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RunCostTest {
  private static final long SEED = 7;

  private final RunCost cost = new RunCost();

  @Test
  void assumesTheUsualUntilItHasSeenRunsOfDifferentSizes() {
    for (int i = 0; i < 100; i++) {
      cost.ran(64, 1_000_000);
    }

    assertThat(cost.inUnits()).isEqualTo(RunCost.FIRST);
  }

  @Test
  void learnsWhatEveryRunCostsFromRunsOfDifferentSizes() {
    runs(200, 400_000, 100_000, 0);

    assertThat(cost.inUnits()).isCloseTo(4.2, within(1e-6));
  }

  @Test
  void learnsItFromNoisyTimesToo() {
    runs(1_000, 1_300_000, 100_000, 0.2);

    assertThat(cost.inUnits()).as("seed %d", SEED).isCloseTo(13.2, within(4.0));
  }

  @Test
  void followsAChange() {
    runs(300, 400_000, 100_000, 0);
    runs(3_000, 2_000_000, 100_000, 0);

    assertThat(cost.inUnits()).isCloseTo(20.2, within(0.1));
  }

  @Test
  void staysWithinItsBoundsWhereLengthHardlyMattersOrNothingElseDoes() {
    runs(200, 5_000_000, 0, 0);
    double flat = cost.inUnits();
    runs(3_000, 0, 100_000, 0);

    assertThat(flat).isEqualTo(RunCost.MOST);
    assertThat(cost.inUnits()).isCloseTo(0.2, within(0.1));
  }

  private void runs(int count, long perRun, long perUnit, double noise) {
    var random = new Random(SEED);
    for (int i = 0; i < count; i++) {
      long units = 10 + random.nextInt(200);
      double exact = perRun + perUnit * (double) units;
      cost.ran(units, Math.round(exact * (1 + noise * random.nextGaussian())));
    }
  }
}
