package com.ytempire.ml.drift.event;

import java.util.Locale;

/** How windows lie to each other. */
public enum WindowKind {
  /** One after the other. */
  TUMBLING,
  /** Overlapping. */
  SLIDING;

  /** As it is written in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
