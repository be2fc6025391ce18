package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.store.TokenBuckets.Grant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all budgets do. Time is real; buckets have names of their own. */
public abstract class TokenBucketsContract {
  protected abstract TokenBuckets buckets();

  @Test
  void givesAFullBucketAndThenNothing() {
    Grant first = buckets().take("exact", 5, 3);
    Grant second = buckets().take("exact", 5, 3);
    Grant third = buckets().take("exact", 5, 3);

    assertThat(first).isEqualTo(new Grant(3, 2, Duration.ZERO));
    assertThat(second.granted()).isEqualTo(2);
    assertThat(second.remaining()).isZero();
    assertThat(third.granted()).isZero();
    // One token of five in a minute takes 12 seconds; some of them may have passed.
    assertThat(third.untilNext()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
  }

  @Test
  void fillsEvenly() {
    assertThat(buckets().take("filled", 600, 600).remaining()).isLessThanOrEqualTo(1);

    // One token per 100 ms.
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> buckets().take("filled", 600, 1).granted() == 1);
    assertThat(buckets().take("filled", 600, 600).granted()).isLessThan(100);
  }

  @Test
  void keepsBucketsApart() {
    buckets().take("one", 1, 1);

    assertThat(buckets().take("other", 1, 1).granted()).isOne();
  }

  @Test
  void holdsNoMoreThanANewSmallerCapacity() {
    buckets().take("changed", 1000, 1);

    assertThat(buckets().take("changed", 10, 500)).extracting(Grant::granted).isEqualTo(10);
  }

  @Test
  void takesTheLargestCapacityExactly() {
    Grant grant = buckets().take("large", TokenBuckets.MOST_TOKENS, TokenBuckets.MOST_TOKENS);

    assertThat(grant.granted()).isEqualTo(TokenBuckets.MOST_TOKENS);
    assertThat(grant.remaining()).isLessThan(TokenBuckets.MOST_TOKENS / 100);
  }

  @Test
  void givesNoTokenTwiceWhenManyAskAtOnce() throws Exception {
    TokenBuckets buckets = buckets();
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Grant>> tasks =
          IntStream.range(0, 200)
              .<Callable<Grant>>mapToObj(i -> () -> buckets.take("contended", 2, 1))
              .toList();
      int granted = 0;
      for (Future<Grant> task : executor.invokeAll(tasks)) {
        granted += task.get().granted();
      }
      // A further one comes after half a minute.
      assertThat(granted).isEqualTo(2);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void refusesNumbersOutOfRange() {
    for (int[] numbers : new int[][] {{0, 1}, {1, 0}, {TokenBuckets.MOST_TOKENS + 1, 1}}) {
      assertThatThrownBy(() -> buckets().take("wrong", numbers[0], numbers[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
