package com.ytempire.ml.core.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.TokenBuckets.Grant;
import com.ytempire.ml.core.store.TokenBucketsContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class InMemoryTokenBucketsTest extends TokenBucketsContract {
  private final TokenBuckets buckets = new InMemoryTokenBuckets(Clock.systemUTC(), 100);

  @Override
  protected TokenBuckets buckets() {
    return buckets;
  }

  /** Stands still until it is moved. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void givesATokenToTheMillisecond() {
    var clock = new HandClock();
    var buckets = new InMemoryTokenBuckets(clock, 10);
    buckets.take("b", 7, 7);
    // 60,000 ms / 7 = 8,571.4 ms per token.
    assertThat(buckets.take("b", 7, 1)).isEqualTo(new Grant(0, 0, Duration.ofMillis(8572)));

    clock.now = Instant.ofEpochMilli(8571);
    assertThat(buckets.take("b", 7, 1)).isEqualTo(new Grant(0, 0, Duration.ofMillis(1)));
    clock.now = Instant.ofEpochMilli(8572);
    assertThat(buckets.take("b", 7, 1).granted()).isOne();
    clock.now = Instant.ofEpochMilli(8572 + 60_000);
    assertThat(buckets.take("b", 7, 9).granted()).isEqualTo(7);
  }

  @Test
  void survivesAClockThatGoesBack() {
    var clock = new HandClock();
    clock.now = Instant.ofEpochMilli(100_000);
    var buckets = new InMemoryTokenBuckets(clock, 10);
    buckets.take("b", 60, 60);

    clock.now = Instant.ofEpochMilli(0);

    assertThat(buckets.take("b", 60, 1).granted()).isZero();
  }

  @Test
  void keepsTheBucketsThatWereAskedLast() {
    var buckets = new InMemoryTokenBuckets(new HandClock(), 2);
    buckets.take("a", 1, 1);
    buckets.take("b", 1, 1);
    buckets.take("a", 1, 1);
    buckets.take("c", 1, 1);

    assertThat(buckets.take("a", 1, 1).granted()).isZero();
    assertThat(buckets.take("b", 1, 1).granted()).isOne();
  }
}
