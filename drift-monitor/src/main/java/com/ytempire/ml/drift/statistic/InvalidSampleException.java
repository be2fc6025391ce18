package com.ytempire.ml.drift.statistic;

/** A sample that nothing can be said of: it is empty, or has a value that is not a number. */
public final class InvalidSampleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which sample, which value, and what is allowed
   */
  public InvalidSampleException(String message) {
    super(message);
  }
}
