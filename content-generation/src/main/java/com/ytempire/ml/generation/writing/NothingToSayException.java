package com.ytempire.ml.generation.writing;

/** A script cannot be written: what is prohibited leaves no sentences for a part of it. */
final class NothingToSayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  NothingToSayException(String part) {
    this.reason = "nothing is left to say for the " + part + "; prohibit fewer topics";
  }

  String reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return reason;
  }
}
