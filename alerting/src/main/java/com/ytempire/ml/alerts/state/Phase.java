package com.ytempire.ml.alerts.state;

import java.util.Locale;

/** Where an alert stands. One that never held, or gave up before it fired, is not kept at all. */
public enum Phase {
  /** The condition holds, not yet for long enough. */
  PENDING,
  /** It held for long enough. */
  FIRING,
  /** It fired once and is over. */
  RESOLVED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Phase ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
