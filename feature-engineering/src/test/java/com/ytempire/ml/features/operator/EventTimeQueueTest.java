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

  @Test
  void givesOutWhatIsWantedUpToALimitAndKeepsTheRestInOrder() {
    long seed = 7;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Long> kept = new ArrayList<>();
    List<Long> removed = new ArrayList<>();
    List<Long> wanted = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 60; i++) {
        long value = random.nextInt(1_000);
        queue.add(value);
        kept.add(value);
      }
      long limit = random.nextInt(1_000);
      int third = random.nextInt(3);
      removed.addAll(queue.removeUpTo(limit, value -> value % 3 == third));
      List<Long> expected =
          kept.stream().filter(value -> value <= limit && value % 3 == third).sorted().toList();
      wanted.addAll(expected);
      kept.removeIf(value -> value <= limit && value % 3 == third);
    }

    assertThat(removed).isEqualTo(wanted);
    List<Long> polled = new ArrayList<>();
    for (Long next = queue.pollUpTo(1_000); next != null; next = queue.pollUpTo(1_000)) {
      polled.add(next);
    }
    kept.sort(Comparator.naturalOrder());
    assertThat(polled).isEqualTo(kept);
    assertThat(queue.size()).isZero();
  }
}
