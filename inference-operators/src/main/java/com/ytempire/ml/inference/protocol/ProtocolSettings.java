package com.ytempire.ml.inference.protocol;

import java.time.Duration;

/**
 * How a server answers.
 *
 * @param serverName name in the server's metadata
 * @param serverVersion version in the server's metadata
 * @param limits what a request may cost
 * @param defaultTimeout time for a request that names none
 * @param maxTimeout longest time that a request may name; a longer one is cut to it
 * @param versionsKept how many versions stay loaded, without a request running, for the next
 *     request to them; the one that was asked longest ago goes first
 */
public record ProtocolSettings(
    String serverName,
    String serverVersion,
    ProtocolLimits limits,
    Duration defaultTimeout,
    Duration maxTimeout,
    int versionsKept) {

  /**
   * @throws IllegalArgumentException when a time is not above zero, or the count is negative
   */
  public ProtocolSettings {
    if (defaultTimeout.isZero()
        || defaultTimeout.isNegative()
        || defaultTimeout.compareTo(maxTimeout) > 0) {
      throw new IllegalArgumentException(
          "default timeout %s, longest %s: expected 0 < default <= longest"
              .formatted(defaultTimeout, maxTimeout));
    }
    if (versionsKept < 0) {
      throw new IllegalArgumentException(
          "versions kept %d: expected 0 or more".formatted(versionsKept));
    }
  }

  /** The usual limits, requests of at most a minute, and four versions kept. */
  public static ProtocolSettings of(
      String serverName, String serverVersion, Duration defaultTimeout) {
    Duration minute = Duration.ofMinutes(1);
    return new ProtocolSettings(
        serverName,
        serverVersion,
        ProtocolLimits.DEFAULT,
        defaultTimeout,
        defaultTimeout.compareTo(minute) > 0 ? defaultTimeout : minute,
        4);
  }
}
