package com.ytempire.ml.generation.pipeline.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunState {
  /** Nobody has taken it on yet, or it was handed back. */
  QUEUED,
  /** Somebody runs it. */
  RUNNING,
  /** Every stage has ended well, or was left out as its definition allows. */
  COMPLETED,
  /** A stage that is required has failed; it may be resumed. */
  FAILED,
  /** It was called off. */
  CANCELLED;

  /** As it is stored and told. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more happens by itself. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
