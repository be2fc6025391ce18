package com.ytempire.ml.generation.pipeline.engine;

import org.jspecify.annotations.Nullable;

/** Why a stage could not be done; its message is for people and holds no secret. */
public final class StageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isWorthRepeating;

  private StageException(String message, boolean isWorthRepeating, @Nullable Throwable cause) {
    super(message, cause);
    this.isWorthRepeating = isWorthRepeating;
  }

  /** Trying again may help. */
  public static StageException passing(String message, @Nullable Throwable cause) {
    return new StageException(message, true, cause);
  }

  /** Trying again gives the same. */
  public static StageException permanent(String message, @Nullable Throwable cause) {
    return new StageException(message, false, cause);
  }

  /** Whether trying again may help. */
  public boolean isWorthRepeating() {
    return isWorthRepeating;
  }
}
