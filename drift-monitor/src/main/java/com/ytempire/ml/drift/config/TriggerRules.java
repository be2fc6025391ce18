package com.ytempire.ml.drift.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What starts a training.
 *
 * @param windows so many windows with drift, 1 or more
 * @param of among the last so many of one version and slice, {@code windows} or more
 * @param cooldown no second one of the model within this time
 */
public record TriggerRules(int windows, int of, Duration cooldown) implements Serializable {
  /** Two of three; a day. */
  public static final TriggerRules DEFAULT = new TriggerRules(2, 3, Duration.ofDays(1));

  public TriggerRules {
    if (windows < 1 || of < windows) {
      throw new IllegalArgumentException(
          "%d windows of %d; expected 1 or more, of no fewer".formatted(windows, of));
    }
  }
}
