package com.ytempire.ml.generation.limit;

import java.util.OptionalInt;

/**
 * {@code rate_limits} of a provider in {@code models.yaml}.
 *
 * @param callsPerMinute {@code rpm}: most calls in a minute, 1 or more; empty where none is given
 * @param tokensPerMinute {@code tpm}: most tokens in a minute, read and written, 1 or more
 * @param atOnce {@code concurrent}: most calls that run at a time, 1 or more
 */
public record RateLimits(
    OptionalInt callsPerMinute, OptionalInt tokensPerMinute, OptionalInt atOnce) {
  /** None. */
  public static final RateLimits NONE =
      new RateLimits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  public RateLimits {
    require("rpm", callsPerMinute);
    require("tpm", tokensPerMinute);
    require("concurrent", atOnce);
  }

  private static void require(String name, OptionalInt limit) {
    if (limit.isPresent() && limit.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "%s %d; expected 1 or more".formatted(name, limit.getAsInt()));
    }
  }
}
