package com.ytempire.ml.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.drift.statistic.Alternative;
import com.ytempire.ml.drift.statistic.InvalidSampleException;
import com.ytempire.ml.drift.statistic.KolmogorovSmirnov;
import com.ytempire.ml.drift.statistic.KsStatistic;
import com.ytempire.ml.drift.statistic.SortedSample;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SketchedSampleTest {
  private static final long SEED = 20261123;

  @Test
  void sketchOfFewValuesIsExact() {
    double[] x = {1, 1, 2, 5, 7};
    double[] y = {1, 2, 2, 3};
    SketchedSample sketch = sketch(100, y);

    SketchedKs found = sketch.compareWith(SortedSample.of(x));

    KsStatistic exact = KolmogorovSmirnov.compare(SortedSample.of(x), SortedSample.of(y));
    assertThat(found.plus()).isCloseTo(exact.value(Alternative.GREATER), within(1e-15));
    assertThat(found.minus()).isCloseTo(exact.value(Alternative.LESS), within(1e-15));
    assertThat(found.error()).isZero();
    assertThat(found.confidence()).isEqualTo(1);
    assertThat(found)
        .hasToString(
            "D 0.4000 ± 0.0000 (at 100 % confidence), D+ 0.1500, D- 0.4000, of 5 and 4 values");
  }

  @Test
  void statisticOfASketchIsWithinItsErrorAlsoAfterMerging() {
    var random = new SplittableRandom(SEED);
    double[] x = random.doubles(20_000).toArray();
    SortedSample reference = SortedSample.of(x);
    int within = 0;
    int rounds = 60;
    double worst = 0;
    for (int round = 0; round < rounds; round++) {
      // Some values are tied, and the shift is another each time.
      double shift = random.nextDouble() / 5;
      double[] y =
          random.doubles(50_000).map(value -> Math.rint((value + shift) * 2000) / 2000).toArray();
      SketchedSample merged = SketchedSample.empty(200);
      for (int part = 0; part < 50; part++) {
        merged.merge(sketch(200, Arrays.copyOfRange(y, part * 1000, part * 1000 + 1000)));
      }
      SketchedKs found = merged.compareWith(reference);
      KsStatistic exact = KolmogorovSmirnov.compare(reference, SortedSample.of(y));
      double off = Math.abs(found.value(Alternative.TWO_SIDED) - exact.value());
      worst = Math.max(worst, off);
      within += off <= found.error() ? 1 : 0;
      assertThat(merged.count()).isEqualTo(50_000);
      assertThat(found.error()).isCloseTo(0.0133, within(0.0001));
      assertThat(found.confidence()).isEqualTo(0.99);
      assertThat(found.lower(Alternative.TWO_SIDED))
          .isCloseTo(Math.max(0, found.value(Alternative.TWO_SIDED) - 0.0133), within(0.0001));
    }
    System.out.println("sketches with k = 200: largest error of D " + worst);
    // The sketch's randomness has no seed; at 1 % each, 6 of 60 are outside in 3 of 100,000 runs.
    assertThat(within).isGreaterThanOrEqualTo(rounds - 5);
  }

  @Test
  void twoSketchesAddTheirErrors() {
    var random = new SplittableRandom(SEED);
    SketchedSample x = sketch(400, random.doubles(30_000).toArray());
    SketchedSample y = sketch(200, random.doubles(30_000).map(value -> value + 0.1).toArray());

    SketchedKs found = y.compareWith(x);

    assertThat(found.error()).isCloseTo(x.rankError() + y.rankError(), within(1e-15));
    assertThat(found.confidence()).isCloseTo(0.98, within(1e-12));
    assertThat(found.plus()).isCloseTo(0.1, within(0.04));
    assertThat(found.largestProbability(Alternative.GREATER)).isLessThan(1e-20);
    assertThat(found.largestProbability(Alternative.LESS)).isEqualTo(1);
    assertThat(x.count()).isEqualTo(30_000);
  }

  @Test
  void storedSketchesAreMergedAsIfTheyHadNotBeenStored() {
    SketchedSample one = sketch(100, 1, 2, 3);
    SketchedSample other = sketch(100, 3, 4);

    SketchedSample restored = SketchedSample.fromBytes(one.toBytes());
    restored.merge(SketchedSample.fromBytes(other.toBytes()));

    assertThat(restored.count()).isEqualTo(5);
    assertThat(restored.compareWith(SortedSample.of(1, 2, 3, 3, 4)).value(Alternative.TWO_SIDED))
        .isZero();
    assertThat(SketchedSample.fromBytes(SketchedSample.empty().toBytes()).count()).isZero();
    assertThat(sketch(1000, new SplittableRandom(1).doubles(1_000_000).toArray()).toBytes())
        .hasSizeLessThan(30_000);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> SketchedSample.empty().add(Double.NaN))
        .isInstanceOf(InvalidSampleException.class)
        .hasMessage("a value is NaN; expected a finite number");
    assertThatThrownBy(() -> SketchedSample.empty().compareWith(SortedSample.of(1)))
        .hasMessage("the sketch has no values; at least one is needed");
    assertThatThrownBy(() -> SketchedSample.empty(7)).hasMessage("k is 7; expected 8 to 65535");
    assertThatThrownBy(() -> SketchedSample.fromBytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 bytes: no stored sketch");
    assertThatThrownBy(() -> SketchedSample.fromBytes(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SketchedSample sketch(int k, double... values) {
    SketchedSample sketch = SketchedSample.empty(k);
    for (double value : values) {
      sketch.add(value);
    }
    return sketch;
  }
}
