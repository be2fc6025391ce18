package com.ytempire.ml.features.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTimeQueueTest {
  private final EventTimeQueue<Long> queue =
      new EventTimeQueue<>(Long::longValue, Comparator.naturalOrder());

  @Test
  void keepsWhatEventTimeHasNotPassed() {
    queue.add(5L);
    queue.add(7L);

    assertThat(queue.pollUpTo(6)).isEqualTo(5L);
    assertThat(queue.pollUpTo(6)).isNull();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void givesBackInOrderWhateverTheOrderOfArrival() {
    long seed = 20261122;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Long> expected = new ArrayList<>();
    List<Long> polled = new ArrayList<>();
    for (int round = 0; round < 200; round++) {
      long passed = round * 10L;
      for (int i = 0; i < 20; i++) {
        long value = passed + 1 + random.nextInt(40);
        expected.add(value);
        queue.add(value);
      }
      for (Long next = queue.pollUpTo(passed); next != null; next = queue.pollUpTo(passed)) {
        polled.add(next);
      }
    }
    for (Long next = queue.pollUpTo(Long.MAX_VALUE);
        next != null;
        next = queue.pollUpTo(Long.MAX_VALUE)) {
      polled.add(next);
    }

    assertThat(polled).isSortedAccordingTo(Comparator.naturalOrder());
    expected.sort(Comparator.naturalOrder());
    assertThat(polled).isEqualTo(expected);
    assertThat(queue.size()).isZero();
  }
}
