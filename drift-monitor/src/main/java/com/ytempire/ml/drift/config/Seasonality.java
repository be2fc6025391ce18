package com.ytempire.ml.drift.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** With what of the reference a column is compared. */
public enum Seasonality {
  /** With all of it. */
  NONE,
  /** With the same hours of the week, each as often as it is in the window. */
  HOUR_OF_WEEK;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Seasonality::word).toList();
  }

  static Optional<Seasonality> of(String word) {
    return Arrays.stream(values()).filter(season -> season.word().equals(word)).findFirst();
  }
}
