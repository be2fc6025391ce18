package com.ytempire.ml.generation.picture;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no picture which is read here. Its message says what is wrong and what is read.
 */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1L;

  public PictureException(String message) {
    this(message, null);
  }

  public PictureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
