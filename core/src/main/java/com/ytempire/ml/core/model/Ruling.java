package com.ytempire.ml.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Who or what decides on a rollout, and why.
 *
 * @param by a caller's name, or {@link #EVIDENCE}; longer ones are cut to 100 characters
 * @param automatic whether no human decided
 * @param reason in words
 * @param figures what was known, as a JSON object, or null where nothing was measured
 */
public record Ruling(String by, boolean automatic, String reason, @Nullable String figures) {
  /** Who decides where no human does. */
  public static final String EVIDENCE = "canary-evidence";

  private static final int MAX_NAME = 100;

  public Ruling {
    by = by.length() > MAX_NAME ? by.substring(0, MAX_NAME) : by;
  }

  /** A human's. */
  public static Ruling byHand(String by, String reason) {
    return new Ruling(by, false, reason, null);
  }

  /** That of the platform itself. */
  public static Ruling automatic(String reason) {
    return new Ruling(EVIDENCE, true, reason, null);
  }

  /** The same with what was known. */
  public Ruling with(@Nullable String knownFigures) {
    return new Ruling(by, automatic, reason, knownFigures);
  }
}
