package com.ytempire.ml.features.expression;

/** An expression is wrong. The message says what was expected; the offset says where. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  public ExpressionException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Index of the offending character in the expression's text, from 0. */
  public int offset() {
    return offset;
  }
}
