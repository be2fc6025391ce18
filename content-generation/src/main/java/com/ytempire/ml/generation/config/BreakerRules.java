package com.ytempire.ml.generation.config;

import com.ytempire.ml.generation.call.Timekeeper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * {@code circuit_breaker} of a provider: when it is not asked for a while.
 *
 * @param calls {@code calls}: so many of its last calls are looked at, 1 to 1,000
 * @param failureShare {@code failure_share}: of them so many must have failed, more than 0, at most
 *     1
 * @param pause {@code pause}: how long it is not asked then, 1 s or more; one call is tried
 *     afterwards
 */
public record BreakerRules(int calls, double failureShare, Duration pause) {
  /** Half of the last ten; half a minute. */
  public static final BreakerRules DEFAULT = new BreakerRules(10, 0.5, Duration.ofSeconds(30));

  private static final float PERCENT = 100;

  public BreakerRules {
    if (calls < 1 || calls > 1_000) {
      throw new IllegalArgumentException("calls %d; expected 1 to 1,000".formatted(calls));
    }
    if (!(failureShare > 0 && failureShare <= 1)) {
      throw new IllegalArgumentException(
          "failure_share %s; expected more than 0, at most 1".formatted(failureShare));
    }
    if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("pause %s; expected 1 s or more".formatted(pause));
    }
  }

  /**
   * A breaker by these rules, closed.
   *
   * @param time by which calls are measured, and {@code clock} by which it waits: of one source
   */
  public CircuitBreaker breaker(String provider, Timekeeper time, Clock clock) {
    return CircuitBreaker.of(
        provider,
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(calls)
            .minimumNumberOfCalls(calls)
            .failureRateThreshold((float) (PERCENT * failureShare))
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitDurationInOpenState(pause)
            .currentTimestampFunction(unused -> time.nanos(), TimeUnit.NANOSECONDS)
            .clock(clock)
            .writableStackTraceEnabled(false)
            .build());
  }
}
