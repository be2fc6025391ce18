package com.ytempire.ml.training.tracking;

import java.io.IOException;

/** The server understood a call and refused it: to repeat it will not help. */
final class MlflowException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  MlflowException(String code, String message) {
    super(message);
    this.code = code;
  }

  boolean isMissing() {
    return code.equals("RESOURCE_DOES_NOT_EXIST") || code.equals("NOT_FOUND");
  }

  boolean isThereAlready() {
    return code.equals("RESOURCE_ALREADY_EXISTS");
  }
}
