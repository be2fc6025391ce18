package com.ytempire.ml.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinnedComparisonTest {
  private static double[] normal(long seed, int count, double shift) {
    var random = new SplittableRandom(seed);
    return DoubleStream.generate(() -> shift + random.nextGaussian()).limit(count).toArray();
  }

  private static List<ComparedBin> compare(double[] reference, double[] current) {
    return BinnedComparison.of(
        Steps.of(reference), Steps.of(current), reference.length, current.length);
  }

  private static double between(double[] numbers, ComparedBin bin) {
    double hits =
        DoubleStream.of(numbers)
            .filter(x -> Double.isNaN(bin.from()) || x >= bin.from())
            .filter(x -> Double.isNaN(bin.to()) || x < bin.to())
            .count();
    return hits / numbers.length;
  }

  @Test
  void sharesAreThoseOfTheNumbersInEachBin() {
    double[] reference = normal(1, 2_000, 0);
    double[] current = normal(2, 900, 1);

    List<ComparedBin> bins = compare(reference, current);

    assertThat(bins).hasSizeBetween(8, BinnedComparison.MOST_BINS);
    assertThat(bins.get(0).from()).isNaN();
    assertThat(bins.get(bins.size() - 1).to()).isNaN();
    for (int i = 0; i < bins.size(); i++) {
      ComparedBin bin = bins.get(i);
      assertThat(bin.reference()).isCloseTo(between(reference, bin), within(1e-6));
      assertThat(bin.current()).isCloseTo(between(current, bin), within(1e-6));
      assertThat(i == 0 || bins.get(i - 1).to() == bin.from()).isTrue();
    }
    assertThat(bins.stream().mapToDouble(ComparedBin::current).sum()).isCloseTo(1, within(1e-5));
    assertThat(compare(reference, current)).isEqualTo(bins);
  }

  @Test
  void noBinTellsOfFewerThanFiveOfASide() {
    for (int seed = 0; seed < 50; seed++) {
      double[] reference = normal(seed, 60 + seed * 7, 0);
      double[] current = normal(1_000 + seed, 50 + seed, seed % 5);

      for (ComparedBin bin : compare(reference, current)) {
        double before = bin.reference() * reference.length;
        double now = bin.current() * current.length;
        assertThat(before == 0 || before > BinnedComparison.LEAST_UNITS - 0.01).isTrue();
        assertThat(now == 0 || now > BinnedComparison.LEAST_UNITS - 0.01).isTrue();
        assertThat(before + now).isPositive();
      }
    }
  }

  @Test
  void unitsCountNotTheirRows() {
    double[] reference = normal(1, 1_000, 0);
    double[] current = normal(2, 1_000, 0);

    List<ComparedBin> bins = BinnedComparison.of(Steps.of(reference), Steps.of(current), 1_000, 20);

    assertThat(bins).hasSizeLessThanOrEqualTo(4).isNotEmpty();
    assertThat(bins).allMatch(bin -> bin.current() * 20 > 4.4);
  }

  @Test
  void fewValuesAreBinsOfTheirOwnAndRareOnesJoinTheirNeighbour() {
    double[] reference =
        IntStream.range(0, 100).mapToDouble(i -> i < 50 ? 0 : i < 98 ? 1 : 2).toArray();
    double[] current = IntStream.range(0, 100).mapToDouble(i -> i < 10 ? 0 : 1).toArray();

    assertThat(compare(reference, current))
        .containsExactly(new ComparedBin(0, 0, 0.5, 0.1), new ComparedBin(1, 2, 0.5, 0.9));
  }

  @Test
  void whatIsTooSmallIsNotToldAtAll() {
    assertThat(compare(normal(1, 1_000, 0), new double[] {1, 2, 3})).isEmpty();
  }

  @Test
  void edgesAreRoundedToWhatTellsThemApart() {
    double[] times = IntStream.range(0, 1_000).mapToDouble(i -> 1_000_000 + i + 0.123).toArray();

    List<ComparedBin> bins = compare(times, times);

    assertThat(bins).hasSize(BinnedComparison.MOST_BINS);
    assertThat(bins.subList(1, bins.size())).allMatch(bin -> bin.from() == Math.rint(bin.from()));
    assertThat(bins.get(5).reference()).isCloseTo(0.1, within(0.02));
  }
}
