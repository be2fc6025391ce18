package com.ytempire.ml.generation.call;

import com.ytempire.ml.generation.cost.Payer;
import java.time.Duration;

/**
 * What makes a call the call it is.
 *
 * @param key equal for repetitions of one call, 1 to 200 characters: it is made, and paid, once
 * @param payer for whom
 * @param timeout longest time until the artefact is there, more than zero
 */
public record Ticket(String key, Payer payer, Duration timeout) {
  private static final int LONGEST_KEY = 200;

  public Ticket {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException(
          "call key of %d characters; expected 1 to %d, not blank"
              .formatted(key.length(), LONGEST_KEY));
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout %s; expected more than zero".formatted(timeout));
    }
  }
}
