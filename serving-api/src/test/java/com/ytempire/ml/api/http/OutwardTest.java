package com.ytempire.ml.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutwardTest {
  private final OutwardCalls calls = new OutwardCalls(Duration.ofMillis(50));
  private final Outward redis = calls.to(OutwardCalls.REDIS);

  private static String fail() {
    throw new StoreUnavailableException("redis: refused", new IOException("refused"));
  }

  private void failOften() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> redis.call(OutwardTest::fail))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void handsOnWhatTheServerAnswers() {
    assertThat(redis.call(() -> "answer")).isEqualTo("answer");
    assertThat(redis.callAsync(() -> CompletableFuture.completedFuture(1), Duration.ofSeconds(1)))
        .isCompletedWithValue(1);
    assertThat(calls.to("redis")).isSameAs(redis);
  }

  @Test
  void asksNoMoreOnceMostCallsHaveFailed() {
    var asked = new AtomicInteger();
    failOften();

    assertThat(redis.isAway()).isTrue();
    assertThat(calls.away()).containsExactly("redis");
    assertThatThrownBy(() -> redis.call(asked::incrementAndGet))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("redis is away");
    assertThatThrownBy(() -> redis.<Integer, RuntimeException>attempt(asked::incrementAndGet))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(asked).hasValue(0);
    assertThat(redis.refused()).isEqualTo(2);
  }

  @Test
  void asksAgainAfterAPauseAndGoesOn() {
    failOften();

    await()
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptions()
        .until(() -> redis.call(() -> "back").equals("back"));
    redis.call(() -> "back");
    assertThat(redis.isAway()).isFalse();
  }

  @Test
  void doesNotTakeTheCallersMistakesForAnOutage() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(
              () ->
                  redis.call(
                      () -> {
                        throw new StoreRefusedException("too long");
                      }))
          .isInstanceOf(StoreRefusedException.class);
    }

    assertThat(redis.isAway()).isFalse();
  }

  @Test
  void givesUpOnAnAnswerThatDoesNotCome() {
    var never = new CompletableFuture<String>();

    assertThat(redis.callAsync(() -> never, Duration.ofMillis(20)))
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class)
        .withMessageContaining("redis did not answer in time");
    assertThat(never).isNotDone();
  }
}
