package com.ytempire.ml.training.example;

import org.jspecify.annotations.Nullable;

/** There is no usable training set. Its message says why and what to do. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
