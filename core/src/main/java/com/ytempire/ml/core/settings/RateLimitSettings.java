package com.ytempire.ml.core.settings;

import java.io.Serializable;

/**
 * How often one caller may call.
 *
 * @param perMinute {@code RATE_LIMIT_PER_MINUTE}: requests of one caller in a minute, 0 to
 *     100,000,000, default 6,000; 0 means as many as they like
 * @param anonymousPerMinute {@code RATE_LIMIT_ANONYMOUS_PER_MINUTE}: the same for each address that
 *     calls without being known, default 600
 */
public record RateLimitSettings(int perMinute, int anonymousPerMinute) implements Serializable {
  private static final int MOST = 100_000_000;

  static RateLimitSettings from(Variables variables) {
    return new RateLimitSettings(
        variables.integer("RATE_LIMIT_PER_MINUTE", 6000, 0, MOST),
        variables.integer("RATE_LIMIT_ANONYMOUS_PER_MINUTE", 600, 0, MOST));
  }
}
