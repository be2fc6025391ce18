package com.ytempire.ml.generation.pipeline.run;

import java.util.Locale;

/** Where a stage of a run stands. */
public enum StageState {
  /** It has not begun. */
  WAITING,
  /** It runs, or its process died while it did. */
  RUNNING,
  /** It has ended well, by itself or by its fallback. */
  COMPLETED,
  /** It has failed and the run goes on without it. */
  SKIPPED,
  /** It has failed. */
  FAILED;

  /** As it is stored and told. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is not run again. */
  public boolean isDone() {
    return this == COMPLETED || this == SKIPPED;
  }
}
