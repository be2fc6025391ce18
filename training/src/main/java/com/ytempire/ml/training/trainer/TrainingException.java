package com.ytempire.ml.training.trainer;

import org.jspecify.annotations.Nullable;

/** A run ended without a model. Its message says why and what to do. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
