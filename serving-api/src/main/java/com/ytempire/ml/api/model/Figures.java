package com.ytempire.ml.api.model;

import org.jspecify.annotations.Nullable;

/** Numbers as answers show them. */
final class Figures {
  private Figures() {}

  /** A share to four decimals, as the reference's tables keep it. */
  static @Nullable Double share(@Nullable Double value) {
    return value == null ? null : Double.valueOf(Math.rint(value * 1e4) / 1e4);
  }
}
