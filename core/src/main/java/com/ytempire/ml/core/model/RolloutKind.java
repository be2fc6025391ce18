package com.ytempire.ml.core.model;

import java.util.Locale;

/** What a candidate does beside the active version. */
public enum RolloutKind {
  /** It answers a share of the requests. */
  CANARY,
  /** It is asked a share of the requests as well, and nobody gets its answers. */
  SHADOW;

  /** The word on the wire and in tables, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static RolloutKind ofWord(String word) {
    for (RolloutKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "kind of rollout '%s'; allowed: canary, shadow".formatted(word));
  }
}
