package com.ytempire.ml.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KolmogorovSmirnovTest {
  private static final long SEED = 20261123;

  @Test
  void exactProbabilityIsTheShareOfAllOrdersOfSmallSamples() {
    for (int n1 = 1; n1 <= 7; n1++) {
      for (int n2 = 1; n2 <= 7; n2++) {
        List<KsStatistic> orders = allOrders(n1, n2);
        for (Alternative alternative : Alternative.values()) {
          for (KsStatistic seen : orders) {
            long atLeast =
                orders.stream()
                    .filter(one -> one.numerator(alternative) >= seen.numerator(alternative))
                    .count();
            assertThat(KolmogorovSmirnov.exact(seen, alternative).orElseThrow())
                .as("%s %s", seen, alternative)
                .isCloseTo((double) atLeast / orders.size(), within(1e-13));
          }
        }
      }
    }
  }

  @Test
  void exactProbabilityIsThatOfCountsWithoutRounding() {
    var random = new SplittableRandom(SEED);
    Map<String, Double> worst = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      int n1 = 1 + (int) Math.exp(random.nextDouble() * Math.log(400));
      int n2 = i % 5 == 0 ? n1 : 1 + (int) Math.exp(random.nextDouble() * Math.log(400));
      KsStatistic statistic = KolmogorovSmirnov.compare(sample(random, n1), sample(random, n2));
      for (Alternative alternative : Alternative.values()) {
        double expected =
            PathCounts.probability(n1, n2, statistic.numerator(alternative), alternative);
        double actual = KolmogorovSmirnov.exact(statistic, alternative).orElseThrow();
        worst.merge(alternative.word(), Math.abs(actual / expected - 1), Math::max);
        assertThat(actual)
            .as("%s %s", statistic, alternative)
            .isCloseTo(expected, within(1e-12 * expected));
      }
    }
    System.out.println("largest relative error of the exact probability: " + worst);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 2",
    "1, 5000",
    "5000, 1",
    "2, 4999",
    "10, 5000",
    "3, 700",
    "30, 40",
    "128, 128"
  })
  void everyDifferenceOfSkewedSizesHasItsProbability(int n1, int n2) {
    for (int share = 1; share <= 20; share++) {
      // The largest that paths reach at most by this share.
      long numerator = Math.max(1, (long) n1 * n2 * share / 20);
      if (n1 == n2) {
        numerator = Math.max(1, numerator / n1) * n1;
      }
      var statistic = new KsStatistic(n1, n2, numerator, numerator);
      for (Alternative alternative : Alternative.values()) {
        double expected = PathCounts.probability(n1, n2, numerator, alternative);
        assertThat(KolmogorovSmirnov.exact(statistic, alternative).orElseThrow())
            .as("%s %s", statistic, alternative)
            .isCloseTo(expected, within(1e-11 * expected));
      }
    }
  }

  @Test
  void equalSizesHaveTheSameProbabilityByPathsAndInClosedForm() {
    for (int n : new int[] {1, 2, 3, 10, 57, 300}) {
      for (int steps = 1; steps <= n; steps += Math.max(1, n / 13)) {
        long boundary = (long) steps * n;
        assertThat(ExactKs.outside(n, n, boundary, true, 0, Long.MAX_VALUE).orElseThrow())
            .isCloseTo(ExactKs.twoSided(n, steps), withinPercentage(1e-9));
        assertThat(ExactKs.outside(n, n, boundary, false, 0, Long.MAX_VALUE).orElseThrow())
            .isCloseTo(ExactKs.oneSided(n, steps), withinPercentage(1e-9));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3000, 2000, 0.01",
    "3000, 2000, 0.05",
    "3000, 2999, 0.1",
    "3000, 2000, 0.4",
    "50, 9000, 0.3",
    "10, 9000, 0.9"
  })
  void whatIsCutOffMakesNoDifference(int n1, int n2, double d) {
    long boundary = (long) (d * n1 * n2);
    var statistic = new KsStatistic(n1, n2, boundary, boundary);
    int across = Math.min(n1, n2);
    int along = Math.max(n1, n2);
    double one = ExactKs.outside(across, along, boundary, false, 0, Long.MAX_VALUE).orElseThrow();

    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.GREATER).orElseThrow())
        .isCloseTo(one, within(one * 1e-12));
    double both = ExactKs.outside(across, along, boundary, true, 0, Long.MAX_VALUE).orElseThrow();
    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.TWO_SIDED).orElseThrow())
        .isCloseTo(both, within(both * 1e-12));
    if (one < 1e-8) {
      // Why wide bands need only one side.
      assertThat(both).isCloseTo(2 * one, within(both * 1e-12));
    }
  }

  @Test
  void largeSamplesHaveAnExactProbabilityCloseToTheLimit() {
    for (int[] sizes : new int[][] {{20_000, 30_000}, {30_000, 29_999}, {1_000_000, 1_000_000}}) {
      double scale = Math.sqrt((double) sizes[0] * sizes[1] / ((double) sizes[0] + sizes[1]));
      for (double z : new double[] {0.8, 1.36, 3}) {
        long numerator = (long) (z / scale * sizes[0] * sizes[1]);
        if (sizes[0] == sizes[1]) {
          numerator = numerator / sizes[0] * sizes[0];
        }
        var statistic = new KsStatistic(sizes[0], sizes[1], numerator, numerator);
        for (Alternative alternative : Alternative.values()) {
          assertThat(KolmogorovSmirnov.exact(statistic, alternative).orElseThrow())
              .as("%s %s", statistic, alternative)
              .isCloseTo(KolmogorovSmirnov.limit(statistic, alternative), withinPercentage(5));
        }
      }
    }
  }

  @Test
  void probabilityThatWouldTakeTooLongIsNotGiven() {
    var statistic = new KsStatistic(5_000_000, 4_999_999, 25_000_000_000L, 0);

    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.GREATER))
        .isEqualTo(OptionalDouble.empty());
    assertThat(KolmogorovSmirnov.pValue(statistic, Alternative.GREATER))
        .isEqualTo(KolmogorovSmirnov.asymptotic(statistic, Alternative.GREATER));
  }

  @Test
  void whatIsTooSmallForADoubleIsZeroAtAnySize() {
    var statistic = new KsStatistic(3_000_000, 2_000_000, 3_000_000_000_000L, 0);

    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.TWO_SIDED)).hasValue(0);
    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.GREATER)).hasValue(0);
    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.LESS)).hasValue(1);
  }

  @Test
  void statisticIsTheLargestDifferenceAtAnyValue() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      // Few different values, so nearly all are tied.
      double[] x = random.ints(1 + random.nextInt(30), 0, 6).asDoubleStream().toArray();
      double[] y = random.ints(1 + random.nextInt(30), 0, 6).asDoubleStream().toArray();
      double plus = 0;
      double minus = 0;
      for (double at = 0; at < 6; at++) {
        double difference = below(x, at) - below(y, at);
        plus = Math.max(plus, difference);
        minus = Math.max(minus, -difference);
      }
      KsStatistic statistic = KolmogorovSmirnov.compare(SortedSample.of(x), SortedSample.of(y));
      assertThat(statistic.value(Alternative.GREATER)).isCloseTo(plus, within(1e-15));
      assertThat(statistic.value(Alternative.LESS)).isCloseTo(minus, within(1e-15));
      assertThat(statistic.value())
          .isEqualTo(
              Math.max(statistic.value(Alternative.GREATER), statistic.value(Alternative.LESS)));
    }
  }

  @Test
  void samplesExchangedExchangeTheSides() {
    SortedSample x = SortedSample.of(1, 2, 3, 10);
    SortedSample y = SortedSample.of(2, 5, 6);
    KsStatistic one = KolmogorovSmirnov.compare(x, y);
    KsStatistic other = KolmogorovSmirnov.compare(y, x);

    assertThat(other.plus()).isEqualTo(one.minus());
    for (Alternative alternative : Alternative.values()) {
      Alternative mirrored =
          switch (alternative) {
            case TWO_SIDED -> Alternative.TWO_SIDED;
            case LESS -> Alternative.GREATER;
            case GREATER -> Alternative.LESS;
          };
      assertThat(KolmogorovSmirnov.exact(one, alternative))
          .isEqualTo(KolmogorovSmirnov.exact(other, mirrored));
      assertThat(KolmogorovSmirnov.asymptotic(one, alternative))
          .isEqualTo(KolmogorovSmirnov.asymptotic(other, mirrored));
    }
  }

  @Test
  void negativeZeroIsTiedWithZero() {
    assertThat(KolmogorovSmirnov.compare(SortedSample.of(-0.0, 0.0), SortedSample.of(0.0)).value())
        .isZero();
  }

  @Test
  void oneValueAgainstOneHasNoAsymptoticProbability() {
    KsStatistic statistic = KolmogorovSmirnov.compare(SortedSample.of(1), SortedSample.of(2));

    assertThat(KolmogorovSmirnov.asymptotic(statistic, Alternative.TWO_SIDED)).isNaN();
    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.TWO_SIDED)).hasValue(1);
    assertThat(KolmogorovSmirnov.exact(statistic, Alternative.GREATER)).hasValue(0.5);
  }

  @Test
  void whatIsWrongWithASampleIsNamed() {
    assertThatThrownBy(() -> SortedSample.named("views", new double[0]))
        .isInstanceOf(InvalidSampleException.class)
        .hasMessage("views: no values; at least one is needed");
    assertThatThrownBy(() -> SortedSample.named("views", new double[] {1, Double.NaN}))
        .hasMessage("views[1] is NaN; expected a finite number");
    assertThatThrownBy(() -> SortedSample.of(Double.NEGATIVE_INFINITY))
        .hasMessage("sample[0] is -Infinity; expected a finite number");
  }

  private static double below(double[] values, double at) {
    return Arrays.stream(values).filter(value -> value <= at).count() / (double) values.length;
  }

  private static SortedSample sample(SplittableRandom random, int size) {
    double shift = random.nextDouble() < 0.5 ? 0 : random.nextDouble();
    return SortedSample.of(random.doubles(size).map(value -> value + shift).toArray());
  }

  private static List<KsStatistic> allOrders(int n1, int n2) {
    List<KsStatistic> orders = new ArrayList<>();
    for (int chosen = 0; chosen < 1 << (n1 + n2); chosen++) {
      if (Integer.bitCount(chosen) == n1) {
        int bits = chosen;
        double[] x =
            IntStream.range(0, n1 + n2)
                .filter(i -> (bits >> i & 1) == 1)
                .asDoubleStream()
                .toArray();
        double[] y =
            IntStream.range(0, n1 + n2)
                .filter(i -> (bits >> i & 1) == 0)
                .asDoubleStream()
                .toArray();
        orders.add(KolmogorovSmirnov.compare(SortedSample.of(x), SortedSample.of(y)));
      }
    }
    return orders;
  }
}
