package com.ytempire.ml.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.drift.statistic.InvalidSampleException;
import com.ytempire.ml.drift.statistic.KolmogorovSmirnov;
import com.ytempire.ml.drift.statistic.SortedSample;
import com.ytempire.ml.drift.stream.SlidingPairKs.Side;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingKsTest {
  private static final long SEED = 20261123;

  /** How many different values there are: from nearly all tied to nearly none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30, 1_000_000})
  void isTheStatisticOfTheWindowAtEveryMoment(int different) {
    var random = new SplittableRandom(SEED + different);
    for (int round = 0; round < 60; round++) {
      SortedSample reference = sample(random, 1 + random.nextInt(round + 1), different);
      var sliding = new SlidingKs(reference);
      Deque<Double> window = new ArrayDeque<>();
      for (int step = 0; step < 120; step++) {
        double value = value(random, different);
        int choice = random.nextInt(10);
        if (window.isEmpty() || choice < 3) {
          sliding.add(value);
          window.add(value);
        } else if (choice < 5 && window.size() > 1) {
          sliding.removeOldest();
          window.remove();
        } else {
          sliding.slide(value);
          window.add(value);
          window.remove();
        }
        // Sometimes several changes come between two looks.
        if (choice != 9) {
          assertThat(sliding.size()).isEqualTo(window.size());
          assertThat(sliding.statistic())
              .as("seed %d, round %d, step %d", SEED + different, round, step)
              .isEqualTo(KolmogorovSmirnov.compare(reference, sample(window)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30, 1_000_000})
  void pairIsTheStatisticOfBothWindowsAtEveryMoment(int different) {
    var random = new SplittableRandom(SEED + different);
    for (int round = 0; round < 40; round++) {
      var sliding = new SlidingPairKs();
      Map<Side, Deque<Double>> windows = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        windows.put(side, new ArrayDeque<>());
      }
      for (int step = 0; step < 200; step++) {
        Side side = random.nextBoolean() ? Side.FIRST : Side.SECOND;
        Deque<Double> window = windows.get(side);
        double value = value(random, different);
        int choice = random.nextInt(10);
        if (window.isEmpty() || choice < 3) {
          sliding.add(side, value);
          window.add(value);
        } else if (choice < 5 && window.size() > 1) {
          assertThat(sliding.removeOldest(side)).isEqualTo(window.remove() + 0.0);
        } else {
          assertThat(sliding.slide(side, value)).isEqualTo(window.remove() + 0.0);
          window.add(value);
        }
        if (choice != 9 && windows.values().stream().noneMatch(Deque::isEmpty)) {
          assertThat(sliding.statistic())
              .as("seed %d, round %d, step %d", SEED + different, round, step)
              .isEqualTo(
                  KolmogorovSmirnov.compare(
                      sample(windows.get(Side.FIRST)), sample(windows.get(Side.SECOND))));
        }
      }
    }
  }

  @Test
  void longWindowsAgreeAfterManyChanges() {
    var random = new SplittableRandom(SEED);
    SortedSample reference = sample(random, 5_000, 3_000);
    var sliding = new SlidingKs(reference);
    var pair = new SlidingPairKs();
    Deque<Double> window = new ArrayDeque<>();
    for (int i = 0; i < reference.size(); i++) {
      pair.add(Side.FIRST, reference.value(i));
    }
    for (int step = 0; step < 60_000; step++) {
      double value = value(random, 3_000) + step / 60.0;
      window.add(value);
      if (window.size() <= 4_000) {
        sliding.add(value);
        pair.add(Side.SECOND, value);
      } else {
        sliding.slide(value);
        pair.slide(Side.SECOND, value);
        window.remove();
      }
      if (step % 2_999 == 0) {
        assertThat(sliding.statistic())
            .isEqualTo(KolmogorovSmirnov.compare(reference, sample(window)));
        assertThat(pair.statistic()).isEqualTo(sliding.statistic());
      }
    }
  }

  @Test
  void windowsOfChangingSizeAgreeAtEveryLook() {
    var random = new SplittableRandom(SEED);
    SortedSample reference = sample(random, 2_000, 1_500);
    var sliding = new SlidingKs(reference);
    Deque<Double> window = new ArrayDeque<>();
    for (int step = 0; step < 12_000; step++) {
      // It grows to about the reference's size, swings around it, and shrinks to a few.
      boolean grows = step < 4_000 || (step < 8_000 && random.nextBoolean());
      if (grows || window.size() < 2) {
        double value = value(random, 1_500) + step / 100.0;
        sliding.add(value);
        window.add(value);
      } else {
        sliding.removeOldest();
        window.remove();
      }
      var statistic = sliding.statistic();
      if (step % 37 == 0) {
        assertThat(statistic).isEqualTo(KolmogorovSmirnov.compare(reference, sample(window)));
      }
    }
  }

  @Test
  void storedWindowGoesOnAsIfItHadNeverBeenStored() {
    var random = new SplittableRandom(SEED);
    SortedSample reference = sample(random, 700, 300);
    var kept = new SlidingKs(reference);
    var keptPair = new SlidingPairKs();
    for (int i = 0; i < 500; i++) {
      double value = value(random, 400);
      kept.add(value);
      keptPair.add(Side.FIRST, value);
      keptPair.add(Side.SECOND, value(random, 400));
    }

    byte[] bytes = kept.toBytes();
    SlidingKs restored = SlidingKs.fromBytes(reference, bytes);
    SlidingPairKs restoredPair = SlidingPairKs.fromBytes(keptPair.toBytes());

    assertThat(bytes).hasSizeLessThan(13 + 2 * 500);
    assertThat(restored.toBytes()).isEqualTo(bytes);
    for (int i = 0; i < 600; i++) {
      double value = value(random, 400);
      kept.slide(value);
      restored.slide(value);
      keptPair.slide(Side.SECOND, value);
      restoredPair.slide(Side.SECOND, value);
      assertThat(restored.statistic()).isEqualTo(kept.statistic());
      assertThat(restoredPair.statistic()).isEqualTo(keptPair.statistic());
    }
    assertThat(SlidingKs.fromBytes(reference, new SlidingKs(reference).toBytes()).size()).isZero();
  }

  @Test
  void whatCannotBeRestoredIsRefused() {
    var sliding = new SlidingKs(SortedSample.of(1, 2, 3));
    sliding.add(2.5);
    byte[] bytes = sliding.toBytes();

    assertThatThrownBy(() -> SlidingKs.fromBytes(SortedSample.of(1, 2, 4), bytes))
        .hasMessage("the window was stored beside another reference");
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> SlidingKs.fromBytes(SortedSample.of(1, 2, 3), cut))
        .hasMessage("the stored window ends after 0 of 1 values");
    bytes[bytes.length - 1] = 100;
    assertThatThrownBy(() -> SlidingKs.fromBytes(SortedSample.of(1, 2, 3), bytes))
        .hasMessage("value 0 of the window has no place");
    assertThatThrownBy(() -> SlidingKs.fromBytes(SortedSample.of(1, 2, 3), new byte[2]))
        .hasMessage("2 bytes: no stored window");
    byte[] pair = new SlidingPairKs().toBytes();
    pair[4] = 1;
    assertThatThrownBy(() -> SlidingPairKs.fromBytes(pair))
        .hasMessage("9 bytes for 1 and 0 values");
  }

  @Test
  void emptyWindowsAndWrongValuesAreRefused() {
    var sliding = new SlidingKs(SortedSample.of(1));
    var pair = new SlidingPairKs();

    assertThatThrownBy(sliding::statistic).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(sliding::removeOldest).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sliding.slide(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sliding.add(Double.NaN))
        .isInstanceOf(InvalidSampleException.class)
        .hasMessage("a value is NaN; expected a finite number");
    assertThatThrownBy(() -> pair.removeOldest(Side.SECOND))
        .hasMessage("the SECOND window is empty");
    assertThatThrownBy(() -> pair.add(Side.FIRST, Double.POSITIVE_INFINITY))
        .isInstanceOf(InvalidSampleException.class);
    pair.add(Side.FIRST, 1);
    assertThatThrownBy(pair::statistic)
        .hasMessage("the windows have 1 and 0 values; at least one each is needed");
  }

  @Test
  void refusedValueChangesNothing() {
    var sliding = new SlidingKs(SortedSample.of(1, 2));
    sliding.add(1);

    assertThatThrownBy(() -> sliding.slide(Double.NaN)).isInstanceOf(InvalidSampleException.class);

    assertThat(sliding.size()).isEqualTo(1);
    assertThat(sliding.statistic())
        .isEqualTo(KolmogorovSmirnov.compare(SortedSample.of(1, 2), SortedSample.of(1)));
  }

  private static double value(SplittableRandom random, int different) {
    int whole = random.nextInt(different) - different / 2;
    // Both zeros are one value.
    return whole == 0 && random.nextBoolean() ? -0.0 : whole;
  }

  private static SortedSample sample(SplittableRandom random, int size, int different) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = value(random, different);
    }
    return SortedSample.of(values);
  }

  private static SortedSample sample(Deque<Double> window) {
    return SortedSample.of(window.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
