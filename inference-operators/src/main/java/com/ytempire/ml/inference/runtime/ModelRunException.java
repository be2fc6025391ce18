package com.ytempire.ml.inference.runtime;

/** A network failed on a request for another reason than its form or memory. */
public final class ModelRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
