package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
  @Test
  void sharesTheLastRequestsOutAmongTheIdleThreads() {
    RequestQueue<Integer, Integer> queue = queueOf(16, 2, 1);
    assertThat(queue.poll()).hasSize(1);
    queue.answered(1);
    queue.idle();
    for (int i = 0; i < 20; i++) {
      offer(queue, 10);
    }

    List<Integer> sizes = new ArrayList<>();
    while (queue.size() > 0) {
      sizes.add(queue.poll().size());
    }

    assertThat(sizes).containsExactly(10, 10);
  }

  @Test
  void takesTheOldestRequestFirstHoweverOddItsLength() {
    RequestQueue<Integer, Integer> queue = queueOf(2, 1, 0);
    for (int length : new int[] {50, 3, 3, 3, 40}) {
      offer(queue, length);
    }

    assertThat(queue.poll()).extracting(Request::input).containsExactlyInAnyOrder(50, 40);
  }

  @Test
  void keepsTheOrderOfRequestsOfEqualLength() {
    RequestQueue<Integer, Integer> queue = queueOf(2, 1, 5);

    assertThat(queue.poll()).extracting(Request::input).containsExactly(0, 1);
  }

  @Test
  void endsOnceClosedAndDrained() throws Exception {
    RequestQueue<Integer, Integer> queue = queueOf(8, 1, 1);

    queue.close();

    assertThat(queue.offer(new Request<>(1, 1, 0))).isEqualTo(RequestQueue.Offer.CLOSED);
    assertThat(queue.awaitBatch()).isTrue();
    assertThat(queue.poll()).hasSize(1);
    assertThat(queue.awaitBatch()).isFalse();
  }

  @Test
  void waitsForTheCallersWhoHaveJustBeenAnsweredButNoLonger() throws Exception {
    RequestQueue<Integer, Integer> queue = queueOf(8, 1, Duration.ofHours(1));
    for (int i = 0; i < 8; i++) {
      offer(queue, 10);
    }
    assertThat(queue.poll()).hasSize(8);
    for (int i = 0; i < 3; i++) {
      offer(queue, 10);
    }
    queue.answered(8);
    queue.idle();

    // Eight were here: with three back, five more are to be expected.
    assertThat(queue.poll()).isEmpty();
    for (int i = 0; i < 5; i++) {
      offer(queue, 10);
    }

    assertThat(queue.awaitBatch()).isTrue();
    assertThat(queue.poll()).hasSize(8);
  }

  @Test
  void holdsACallerWhoIsAloneBackOnlyOnce() throws Exception {
    RequestQueue<Integer, Integer> queue = queueOf(8, 2, Duration.ofMillis(5));
    long first = System.nanoTime();
    offer(queue, 10);
    assertThat(queue.awaitBatch()).isTrue();
    assertThat(System.nanoTime() - first).isGreaterThanOrEqualTo(5_000_000);
    assertThat(queue.poll()).hasSize(1);

    for (int i = 0; i < 100; i++) {
      queue.answered(1);
      queue.idle();
      // Submitted at a time to come: patience would not end within this test.
      queue.offer(new Request<>(i, 10, System.nanoTime() + 3_600_000_000_000L));
      assertThat(queue.poll()).hasSize(1);
    }
  }

  private static void offer(RequestQueue<Integer, Integer> queue, int length) {
    assertThat(queue.offer(new Request<>(length, length, System.nanoTime())))
        .isEqualTo(RequestQueue.Offer.ACCEPTED);
  }

  private static RequestQueue<Integer, Integer> queueOf(
      int maxBatchSize, int threads, Duration maxDelay) {
    return new RequestQueue<>(
        new BatcherSettings(maxBatchSize, 100, maxDelay, threads, Duration.ofMinutes(1)));
  }

  private static RequestQueue<Integer, Integer> queueOf(int maxBatchSize, int threads, int count) {
    RequestQueue<Integer, Integer> queue = queueOf(maxBatchSize, threads, Duration.ZERO);
    for (int i = 0; i < count; i++) {
      queue.offer(new Request<>(i, 10, System.nanoTime()));
    }
    return queue;
  }
}
