package com.ytempire.ml.inference.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Scores rows of numbers. */
public non-sealed interface TabularEngine extends ModelEngine {
  /**
   * Scores one row.
   *
   * @param row one number per column of {@link #manifest()}'s features; NaN where the signature
   *     allows a value to be missing
   * @return the outputs of the signature one after the other
   */
  CompletableFuture<float[]> score(float[] row, Duration timeout);
}
