package com.ytempire.ml.inference.sentiment;

import java.util.List;
import java.util.Locale;

/** The three classes, in the output order of the cardiffnlp RoBERTa models and of our own head. */
public enum SentimentClass {
  NEGATIVE,
  NEUTRAL,
  POSITIVE;

  /** Names in output order: {@code negative, neutral, positive}. */
  public static List<String> names() {
    return List.of("negative", "neutral", "positive");
  }

  /** The class of a name, in any case. */
  public static SentimentClass of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "sentiment class '%s'; expected one of %s".formatted(name, names()), e);
    }
  }
}
