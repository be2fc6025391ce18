package com.ytempire.ml.jobs.io.file;

import java.io.IOException;

/** A file is none of the known kinds of input. The message says what was found and expected. */
public final class UnknownInputException extends IOException {
  private static final long serialVersionUID = 1L;

  UnknownInputException(String message) {
    super(message);
  }
}
