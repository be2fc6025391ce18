package com.ytempire.ml.drift.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The statistic that says how far a column has moved. */
public enum DriftTest {
  /** Greatest distance of the cumulative shares, 0 to 1. An alarm above the threshold. */
  KS,
  /** Population stability index, 0 or more. An alarm from the threshold on, as all below. */
  PSI,
  /** Wasserstein distance in standard deviations of the reference, 0 or more. */
  WASSERSTEIN,
  /** Jensen-Shannon distance, 0 to 0.833. */
  JS,
  /** Cramér's V of the counts of each value, 0 to 1. */
  CHI_SQUARE;

  /** As it is written in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a statistic of this kind is as far as a threshold. */
  public boolean reaches(double statistic, double threshold) {
    return this == KS ? statistic > threshold : statistic >= threshold;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(DriftTest::word).toList();
  }

  static Optional<DriftTest> of(String word) {
    return Arrays.stream(values()).filter(test -> test.word().equals(word)).findFirst();
  }
}
