package com.ytempire.ml.generation.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What a call to a provider costs or may cost.
 *
 * @param id of the charge
 * @param callKey key of the call that it is of
 * @param kind what is made, such as {@code script}
 * @param provider who is asked
 * @param model the provider's name of the model
 * @param payer for whom
 * @param cost in US dollars, 0 or more; estimated until it is settled
 * @param at when the call was about to be made
 */
public record Charge(
    UUID id,
    String callKey,
    String kind,
    String provider,
    String model,
    Payer payer,
    BigDecimal cost,
    Instant at) {
  public Charge {
    if (cost.signum() < 0) {
      throw new IllegalArgumentException("cost %s; expected 0 or more".formatted(cost));
    }
  }
}
