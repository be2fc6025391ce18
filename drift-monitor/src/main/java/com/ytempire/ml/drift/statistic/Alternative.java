package com.ytempire.ml.drift.statistic;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a Kolmogorov-Smirnov test looks for, in the words of scipy's {@code ks_2samp}. F1 and F2 are
 * the distribution functions of the first and the second sample.
 */
public enum Alternative {
  /** F1 and F2 differ somewhere: D = max |F1 - F2|. */
  TWO_SIDED("two-sided"),
  /** F1 lies below F2 somewhere, the first sample has the larger values: D- = max(F2 - F1). */
  LESS("less"),
  /** F1 lies above F2 somewhere, the first sample has the smaller values: D+ = max(F1 - F2). */
  GREATER("greater");

  private final String word;

  Alternative(String word) {
    this.word = word;
  }

  /** As it is written in files. */
  public String word() {
    return word;
  }

  /**
   * The alternative with this word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Alternative ofWord(String word) {
    for (Alternative alternative : values()) {
      if (alternative.word.equals(word)) {
        return alternative;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no alternative; give %s"
            .formatted(
                word,
                Arrays.stream(values()).map(Alternative::word).collect(Collectors.joining(", "))));
  }
}
