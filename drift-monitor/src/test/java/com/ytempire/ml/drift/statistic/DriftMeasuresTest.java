package com.ytempire.ml.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DriftMeasuresTest {

  @Test
  void intervalsContainTheirLowerEdgeAndTheLastBothItsEdges() {
    NumericBins bins = NumericBins.ofEdges(0, 1, 2.5, 4);

    assertThat(bins.size()).isEqualTo(3);
    assertThat(bins.areIntervals()).isTrue();
    assertThat(List.of(0.0, -0.0, 0.99, 1.0, 2.49, 2.5, 4.0).stream().map(bins::binOf))
        .containsExactly(0, 0, 0, 1, 1, 2, 2);
    assertThat(List.of(-0.01, 4.01).stream().map(bins::binOf)).containsOnly(-1);
    assertThat(bins.counts(SortedSample.of(-1, 0, 1, 1, 4, 5))).containsExactly(1, 2, 1);
  }

  @Test
  void openEdgesTakeWhateverComes() {
    NumericBins bins = NumericBins.ofEdges(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

    assertThat(bins.counts(SortedSample.of(-1e300, 0, 1e300))).containsExactly(1, 2);
  }

  @Test
  void fewDistinctValuesHaveABinEach() {
    NumericBins bins = NumericBins.forBoth(SortedSample.of(2, 1, 2), SortedSample.of(3, -0.0));

    assertThat(bins.areIntervals()).isFalse();
    assertThat(bins.marks()).containsExactly(0, 1, 2, 3);
    assertThat(bins.binOf(2)).isEqualTo(2);
    assertThat(bins.binOf(2.5)).isEqualTo(-1);
    SortedSample twenty = SortedSample.of(IntStream.range(0, 20).asDoubleStream().toArray());
    SortedSample more = SortedSample.of(IntStream.range(0, 21).asDoubleStream().toArray());
    assertThat(NumericBins.forBoth(twenty, more).areIntervals()).isFalse();
    assertThat(NumericBins.forBoth(more, twenty).areIntervals()).isTrue();
  }

  @Test
  void wrongBinsAreRefused() {
    assertThatThrownBy(() -> NumericBins.ofEdges(1)).hasMessage("1 edges; at least 2 are needed");
    assertThatThrownBy(() -> NumericBins.ofEdges(1, 1))
        .hasMessage("edge 1 is 1.0, after 1.0; expected more");
    assertThatThrownBy(() -> Shares.ofCounts(new long[2], new long[3]))
        .hasMessage("the reference has 2 bins and the current sample 3; expected the same bins");
    assertThatThrownBy(() -> Shares.ofCounts(new long[] {1}, new long[] {0}))
        .isInstanceOf(InvalidSampleException.class)
        .hasMessage("current: no values; at least one is needed");
    assertThatThrownBy(() -> Shares.ofCounts(new long[] {-1, 2}, new long[] {1, 1}))
        .hasMessage("reference: bin 0 has -1 values; expected 0 or more");
  }

  @Test
  void emptyBinsAreFilledForStabilityIndexAndDivergence() {
    Shares shares = Shares.ofCounts(new long[] {5, 5, 0}, new long[] {0, 5, 5});

    double expected =
        (0.5 - 0.0001) * Math.log(0.5 / 0.0001) + (0.0001 - 0.5) * Math.log(0.0001 / 0.5);
    assertThat(Divergence.psi(shares)).isCloseTo(expected, within(1e-12));
    double total = 1.0001;
    assertThat(Divergence.kullbackLeibler(shares))
        .isCloseTo(
            0.5 / total * Math.log(0.5 / 0.0001) + 0.0001 / total * Math.log(0.0001 / 0.5),
            within(1e-12));
  }

  @Test
  void emptyBinsAreFilledByLessWhereSharesAreSmaller() {
    // One in 20,000 is a share of 0.00005.
    Shares shares = Shares.ofCounts(new long[] {19_999, 1, 0}, new long[] {1, 1, 2});
    double small = 1.0 / 20_000;
    double fill = small / 1_000_000;

    double expected =
        (0.99995 - 0.25) * Math.log(0.99995 / 0.25)
            + (small - 0.25) * Math.log(small / 0.25)
            + (fill - 0.5) * Math.log(fill / 0.5);
    assertThat(Divergence.psi(shares)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void samplesWithNothingInCommonAreAsFarApartAsCanBe() {
    Shares shares = Shares.ofCategories(Map.of("a", 3L), Map.of("b", 5L));

    assertThat(Divergence.jensenShannon(shares)).isCloseTo(Math.sqrt(Math.log(2)), within(1e-15));
    assertThat(Divergence.hellinger(shares)).isEqualTo(1);
  }

  @Test
  void equalSharesAreNowhereApart() {
    Shares shares =
        Shares.ofCategories(
            Map.of("a", 1L, "b", 2L, "c", 7L), Map.of("a", 10L, "b", 20L, "c", 70L));

    assertThat(Divergence.psi(shares)).isZero();
    assertThat(Divergence.kullbackLeibler(shares)).isZero();
    assertThat(Divergence.jensenShannon(shares)).isZero();
    assertThat(Divergence.hellinger(shares)).isZero();
  }

  @Test
  void movedSampleIsAsFarAsItWasMoved() {
    double[] values = new SplittableRandom(3).doubles(500).toArray();
    SortedSample sample = SortedSample.of(values);
    SortedSample moved = SortedSample.of(Arrays.stream(values).map(v -> v + 0.7).toArray());

    assertThat(Wasserstein.distance(sample, moved)).isCloseTo(0.7, within(1e-12));
    assertThat(Wasserstein.normed(sample, moved))
        .isCloseTo(0.7 / sample.standardDeviation(), within(1e-12));
    // A constant reference: its deviation counts as 0.001.
    assertThat(Wasserstein.normed(SortedSample.of(1, 1), SortedSample.of(3)))
        .isCloseTo(2000, within(1e-9));
  }

  @Test
  void categoryThatIsNewCannotBeByChance() {
    ChiSquare.Result result = ChiSquare.test(Map.of("a", 5L, "b", 5L), Map.of("a", 9L, "c", 1L));

    assertThat(result.statistic()).isEmpty();
    assertThat(result.degreesOfFreedom()).isEqualTo(2);
    assertThat(result.pValue()).isZero();
  }

  @Test
  void categoryThatIsGoneCountsAsExpected() {
    ChiSquare.Result result = ChiSquare.test(Map.of("a", 5L, "b", 5L), Map.of("a", 10L, "b", 0L));

    assertThat(result.statistic()).hasValue(10);
    // P(chi-square with one degree > 10) = erfc(sqrt 5)
    assertThat(result.pValue()).isCloseTo(0.001565402258002549, within(1e-15));
    assertThat(ChiSquare.test(Map.of("a", 5L, "z", 0L), Map.of("a", 2L)).pValue()).isEqualTo(1);
    assertThatThrownBy(() -> ChiSquare.test(Map.of("a", -1L), Map.of("a", 2L)))
        .hasMessage("reference: category 'a' has -1 values; expected 0 or more");
    assertThatThrownBy(() -> ChiSquare.test(Map.of("a", 1L), Map.of()))
        .hasMessage("current: no values; at least one is needed");
  }

  @Test
  void proportionsAreComparedInStandardErrors() {
    Proportions.Result result = Proportions.compare(30, 1000, 50, 1000);

    assertThat(result.change()).isCloseTo(0.02, within(1e-15));
    assertThat(result.z())
        .isCloseTo(0.02 / Math.sqrt(0.04 * 0.96 * (1.0 / 1000 + 1.0 / 1000)), within(1e-12));
    // 2 * scipy.stats.norm.sf(2.282177322938192)
    assertThat(result.pValue()).isCloseTo(0.02247887, within(1e-8));
    assertThat(Proportions.compare(0, 10, 0, 20)).isEqualTo(new Proportions.Result(0, 0, 0, 1));
    assertThat(Proportions.compare(0, 10_000, 10_000, 10_000).pValue()).isZero();
    assertThat(Proportions.compare(0, 700, 700, 700).pValue()).isBetween(0.0, 1e-300);
    assertThatThrownBy(() -> Proportions.compare(1, 0, 1, 1))
        .hasMessage("reference: 1 of 0; expected at least one value, and hits from 0 to as many");
    assertThatThrownBy(() -> Proportions.compare(1, 2, 3, 2))
        .hasMessage("current: 3 of 2; expected at least one value, and hits from 0 to as many");
  }

  @Test
  void olderValuesAreFoundAndFresherOnesAreNoWorry() {
    List<Duration> fresh = LongStream.range(0, 60).mapToObj(Duration::ofSeconds).toList();
    List<Duration> old = LongStream.range(0, 60).mapToObj(i -> Duration.ofSeconds(30 + i)).toList();

    Freshness.Result older = Freshness.compare(fresh, old);

    assertThat(older.pOlder()).isLessThan(1e-6);
    assertThat(older.referenceMedian()).isEqualTo(Duration.ofMillis(29_500));
    assertThat(older.currentMedian()).isEqualTo(Duration.ofMillis(59_500));
    assertThat(older.ks().value()).isEqualTo(0.5);
    assertThat(Freshness.compare(old, fresh).pOlder()).isEqualTo(1);
    assertThatThrownBy(() -> Freshness.compare(List.of(), old))
        .hasMessage("reference ages: no values; at least one is needed");
  }
}
