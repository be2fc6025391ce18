package com.ytempire.ml.alerts.state;

import java.util.Locale;

/** Why people are told. */
public enum NoticeKind {
  FIRED,
  /** It still fires. */
  REMINDER,
  /** It has fired for so long that others are told. */
  ESCALATED,
  RESOLVED,
  /** Somebody tries whether a channel works. */
  TEST;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static NoticeKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
