package com.ytempire.ml.training.example;

import java.util.Locale;

/** What an example is for. */
public enum Side {
  /** To learn from. */
  TRAIN,
  /** To steer a run by: other groups than those learnt from, of the same time. */
  VALIDATION,
  /** To judge the result by: groups that were first seen later. */
  TEST,
  /** Nothing: it would tell one side about another, or has no label. */
  NONE;

  /** The word in stored sets. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static Side ofWord(String word) {
    for (Side side : values()) {
      if (side.word().equals(word)) {
        return side;
      }
    }
    throw new IllegalArgumentException(
        "split '%s'; allowed: train, validation, test, none".formatted(word));
  }
}
