package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
  @Test
  void sharesTheLastRequestsOutAmongTheThreads() throws Exception {
    RequestQueue<Integer, Integer> queue = queueOf(8, 2, 20);

    List<Integer> sizes = new ArrayList<>();
    while (queue.size() > 0) {
      sizes.add(queue.take().size());
    }

    assertThat(sizes).containsExactly(8, 6, 3, 2, 1);
  }

  @Test
  void takesTheOldestRequestFirstHoweverOddItsLength() throws Exception {
    RequestQueue<Integer, Integer> queue = queueOf(2, 1, 0);
    for (int length : new int[] {50, 3, 3, 3, 40}) {
      queue.offer(new Request<>(length, length, System.nanoTime()));
    }

    assertThat(queue.take()).extracting(Request::input).containsExactlyInAnyOrder(50, 40);
  }

  @Test
  void endsOnceClosedAndDrained() throws Exception {
    RequestQueue<Integer, Integer> queue = queueOf(8, 1, 1);

    queue.close();

    assertThat(queue.offer(new Request<>(1, 1, 0))).isEqualTo(RequestQueue.Offer.CLOSED);
    assertThat(queue.take()).hasSize(1);
    assertThat(queue.take()).isEmpty();
  }

  private static RequestQueue<Integer, Integer> queueOf(int maxBatchSize, int threads, int count) {
    RequestQueue<Integer, Integer> queue =
        new RequestQueue<>(
            new BatcherSettings(maxBatchSize, 100, Duration.ZERO, threads, Duration.ofMinutes(1)));
    for (int i = 0; i < count; i++) {
      queue.offer(new Request<>(i, 10, System.nanoTime()));
    }
    return queue;
  }
}
