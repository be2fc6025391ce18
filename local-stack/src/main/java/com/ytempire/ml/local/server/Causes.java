package com.ytempire.ml.local.server;

/** Looks into failures for what to tell. */
public final class Causes {
  private Causes() {}

  /** What it began with; the failure itself where it has no cause. */
  public static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
