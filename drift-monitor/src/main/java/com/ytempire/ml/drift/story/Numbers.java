package com.ytempire.ml.drift.story;

import org.jspecify.annotations.Nullable;

/** Numbers as documents have them. */
final class Numbers {
  private Numbers() {}

  /** Null where there is none. */
  static @Nullable Double orNull(double number) {
    return Double.isFinite(number) ? Double.valueOf(number) : null;
  }
}
