package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.security.RateLimiter.Decision;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.memory.InMemoryTokenBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {
  private final HandClock clock = new HandClock();
  private final Shared shared = new Shared(clock);
  private final RateLimiter limiter = limiter(shared);

  /** Counts questions, and is away when told so. */
  private static final class Shared implements TokenBuckets {
    private final TokenBuckets buckets;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean away;

    Shared(HandClock clock) {
      buckets = new InMemoryTokenBuckets(clock, 1000);
    }

    @Override
    public Grant take(String bucket, int capacity, int wanted) {
      questions.incrementAndGet();
      if (away) {
        throw new StoreUnavailableException("away", null);
      }
      return buckets.take(bucket, capacity, wanted);
    }
  }

  private RateLimiter limiter(TokenBuckets buckets) {
    return new RateLimiter(buckets, new InMemoryTokenBuckets(clock, 1000), Runnable::run, clock);
  }

  private static long allowed(RateLimiter limiter, String subject, int limit, int requests) {
    return IntStream.range(0, requests)
        .filter(i -> limiter.count(subject, limit).join().allowed())
        .count();
  }

  @Test
  void allowsTheLimitAndNotOneMore() {
    for (int limit : new int[] {1, 5, 59, 60, 100, 6000}) {
      assertThat(allowed(limiter, "s" + limit, limit, limit + 50)).isEqualTo(limit);
    }
  }

  @Test
  void holdsTheLimitOverSeveralProcesses() {
    RateLimiter other = limiter(shared);
    long all = 0;
    for (int i = 0; i < 200; i++) {
      all += allowed(i % 3 == 0 ? limiter : other, "s", 120, 1);
    }

    assertThat(all).isEqualTo(120);
  }

  @Test
  void saysHowMuchIsLeftAndWhenThereIsMore() {
    assertThat(limiter.count("s", 2).join())
        .isEqualTo(new Decision(true, 2, 1, Duration.ofSeconds(30), Duration.ZERO));
    assertThat(limiter.count("s", 2).join())
        .isEqualTo(new Decision(true, 2, 0, Duration.ofSeconds(60), Duration.ZERO));
    assertThat(limiter.count("s", 2).join())
        .isEqualTo(new Decision(false, 2, 0, Duration.ofSeconds(60), Duration.ofSeconds(30)));
  }

  @Test
  void countsDownOneByOneThroughItsAdvances() {
    List<Integer> remaining = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      remaining.add(limiter.count("s", 150).join().remaining());
    }

    assertThat(remaining).isEqualTo(IntStream.range(0, 150).mapToObj(i -> 149 - i).toList());
    // Advances of a second's worth, two at a time.
    assertThat(shared.questions).hasValue(75);
  }

  @Test
  void allowsTheNextRequestWhenItSaidItWould() {
    allowed(limiter, "s", 2, 3);
    clock.advance(Duration.ofSeconds(29));
    assertThat(limiter.count("s", 2).join().retryAfter()).isEqualTo(Duration.ofSeconds(1));

    clock.advance(Duration.ofSeconds(1));

    assertThat(allowed(limiter, "s", 2, 5)).isOne();
  }

  @Test
  void asksNobodyAgainForASubjectThatHasNothing() {
    allowed(limiter, "s", 2, 3);
    int before = shared.questions.get();

    allowed(limiter, "s", 2, 1000);

    assertThat(shared.questions).hasValue(before);
  }

  @Test
  void keepsSubjectsApart() {
    assertThat(allowed(limiter, "one", 1, 2)).isOne();
    assertThat(allowed(limiter, "other", 1, 2)).isOne();
  }

  @Test
  void countsAloneWhileTheSharedBucketsAreAwayAndSaysSo() {
    shared.away = true;

    assertThat(allowed(limiter, "s", 10, 30)).isEqualTo(10);

    assertThat(limiter.countedAlone()).isEqualTo(30);
    assertThat(shared.questions).as("left alone for a second").hasValue(1);
    shared.away = false;
    clock.advance(RateLimiter.PAUSE);
    assertThat(allowed(limiter, "s", 10, 1)).isOne();
    assertThat(limiter.countedAlone()).isEqualTo(30);
  }

  @Test
  void neverHangsOnBucketsThatDoNotAnswer() {
    var stuck = new RateLimiter(shared, new InMemoryTokenBuckets(clock, 10), question -> {}, clock);

    CompletableFuture<Decision> decision = stuck.count("s", 10);

    await().atMost(Duration.ofSeconds(5)).until(decision::isDone);
    assertThat(decision.join().allowed()).isTrue();
    assertThat(stuck.countedAlone()).isOne();
  }

  @Test
  void losesAndInventsNothingWhenManyAskAtOnce() {
    ExecutorService blocking = Executors.newFixedThreadPool(4);
    try {
      var limiter = new RateLimiter(shared, new InMemoryTokenBuckets(clock, 10), blocking, clock);
      List<CompletableFuture<Decision>> decisions =
          IntStream.range(0, 2000).mapToObj(i -> limiter.count("s", 1200)).toList();

      CompletableFuture.allOf(decisions.toArray(CompletableFuture[]::new)).join();

      assertThat(decisions).filteredOn(decision -> decision.join().allowed()).hasSize(1200);
      assertThat(limiter.countedAlone()).isZero();
    } finally {
      blocking.shutdownNow();
    }
  }
}
