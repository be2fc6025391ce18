package com.ytempire.ml.generation.spoken;

/** Markup that is not of the subset; the message names the place and what is allowed there. */
public final class SsmlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  SsmlException(int line, int column, String message) {
    super("ssml line %d, column %d: %s".formatted(line, column, message));
    this.line = line;
    this.column = column;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1. */
  public int column() {
    return column;
  }
}
