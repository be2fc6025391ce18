package com.ytempire.ml.alerts.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a rule's alert changes.
 *
 * @param holdFor time for which the condition has to hold before it fires; zero: at once
 * @param resolveAfter time for which it must not hold before the alert is resolved
 * @param repeatEvery time between reminders, or null for none
 */
public record Timing(Duration holdFor, Duration resolveAfter, @Nullable Duration repeatEvery) {
  /** Long enough for a metric of five minutes to forget what happened. */
  public static final Duration RESOLVE_AFTER = Duration.ofMinutes(5);
}
