package com.ytempire.ml.drift.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a version's data is told apart by, besides being judged as a whole. */
public enum SliceKind {
  /** Region of the video. */
  REGION,
  /** Category of the video. */
  CATEGORY,
  /** Subscriber tier of its channel, from 0. */
  TIER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SliceKind::word).toList();
  }

  static Optional<SliceKind> of(String word) {
    return Arrays.stream(values()).filter(slice -> slice.word().equals(word)).findFirst();
  }
}
