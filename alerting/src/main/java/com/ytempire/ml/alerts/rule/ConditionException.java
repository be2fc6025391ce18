package com.ytempire.ml.alerts.rule;

/** A condition cannot be read any further. */
final class ConditionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  ConditionException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Index of the offending character in the condition's text, from 0. */
  int offset() {
    return offset;
  }
}
