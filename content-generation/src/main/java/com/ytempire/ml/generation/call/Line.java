package com.ytempire.ml.generation.call;

import com.ytempire.ml.generation.cost.Price;
import com.ytempire.ml.generation.limit.Limiter;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.Usage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.function.Function;

/**
 * A provider in the order, and how it is asked. Limiter and breaker are those of the provider,
 * whatever it is asked for. Safe to share.
 *
 * @param provider who is asked
 * @param model the provider's name of the model, for records of calls that fail
 * @param limiter how often it may be asked
 * @param breaker whether it is asked at all after it has failed
 * @param rules time, attempts and pauses
 * @param price what it charges; {@link Price#FREE} exactly for free ones
 * @param estimate most that a request may be charged by, before it is made
 */
public record Line<Q, A>(
    Provider<Q, A> provider,
    String model,
    Limiter limiter,
    CircuitBreaker breaker,
    Rules rules,
    Price price,
    Function<Q, Usage> estimate) {
  /**
   * How a provider is asked.
   *
   * @param timeout longest time of one call, more than zero
   * @param attempts most calls for one request, 1 or more
   * @param backoff pauses between them
   */
  public record Rules(Duration timeout, int attempts, Backoff backoff) {
    public Rules {
      if (timeout.isNegative() || timeout.isZero() || attempts < 1) {
        throw new IllegalArgumentException(
            "timeout %s, attempts %d; expected more than zero and 1 or more"
                .formatted(timeout, attempts));
      }
    }
  }
}
