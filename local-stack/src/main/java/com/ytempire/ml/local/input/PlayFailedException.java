package com.ytempire.ml.local.input;

import java.io.IOException;

/** The broker did not take the input for longer than the player waits. Playing again resumes. */
public final class PlayFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  PlayFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
