package com.ytempire.ml.alerts.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to hear nothing new of a rule for a time.
 *
 * @param id its own
 * @param rule the rule's name, or {@link #EVERY_RULE}
 * @param from first instant
 * @param until end
 * @param reason for people, or null
 * @param by who asked
 */
public record Silence(
    UUID id, String rule, Instant from, Instant until, @Nullable String reason, String by) {
  public static final String EVERY_RULE = "*";
}
