package com.ytempire.ml.core.model;

import java.util.Locale;

/** Which part a version had when it was asked. */
public enum TrafficVariant {
  /** It is its model's active version. */
  ACTIVE,
  /** It is a candidate that takes a share of the traffic. */
  CANARY,
  /** It is a candidate that was asked as well; nobody got its answer. */
  SHADOW;

  /** The word on the wire and in tables, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static TrafficVariant ofWord(String word) {
    for (TrafficVariant variant : values()) {
      if (variant.word().equals(word)) {
        return variant;
      }
    }
    throw new IllegalArgumentException(
        "traffic variant '%s'; allowed: active, canary, shadow".formatted(word));
  }
}
