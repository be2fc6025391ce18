package com.ytempire.ml.inference.model;

/** A model cannot be loaded: its message names the model, what was tried and what to do. */
public final class ModelLoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelLoadException(String message) {
    super(message);
  }

  public ModelLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
