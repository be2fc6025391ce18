package com.ytempire.ml.generation.audio;

import org.jspecify.annotations.Nullable;

/** Bytes are not the sound that they are said to be; the message says what was found. */
public final class UnreadableSoundException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableSoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
