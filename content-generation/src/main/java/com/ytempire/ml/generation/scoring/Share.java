package com.ytempire.ml.generation.scoring;

/** Brings measures to 0 to 1. */
final class Share {
  private Share() {}

  /** 0 up to {@code none}, 1 from {@code full} on, and straight between. */
  static double between(double none, double full, double value) {
    return Math.min(1, Math.max(0, (value - none) / (full - none)));
  }
}
