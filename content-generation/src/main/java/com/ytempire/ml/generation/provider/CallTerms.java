package com.ytempire.ml.generation.provider;

import java.time.Duration;

/**
 * What one call keeps to.
 *
 * @param idempotencyKey equal for repetitions of one call, so that a service that heeds it makes
 *     and charges it once; never blank
 * @param timeout longest time until the whole answer is there, more than zero
 */
public record CallTerms(String idempotencyKey, Duration timeout) {
  public CallTerms {
    if (idempotencyKey.isBlank()) {
      throw new IllegalArgumentException("idempotency key: blank; expected a text");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout %s; expected more than zero".formatted(timeout));
    }
  }
}
