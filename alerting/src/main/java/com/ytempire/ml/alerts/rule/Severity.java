package com.ytempire.ml.alerts.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How bad it is. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Severity::word).toList();
  }
}
