package com.ytempire.ml.features.expression;

/** The infix operators; a higher strength binds tighter. All are left-associative. */
public enum Operator {
  OR("or", 1, Kind.LOGIC),
  AND("and", 2, Kind.LOGIC),
  LESS("<", 4, Kind.COMPARISON),
  LESS_OR_EQUAL("<=", 4, Kind.COMPARISON),
  GREATER(">", 4, Kind.COMPARISON),
  GREATER_OR_EQUAL(">=", 4, Kind.COMPARISON),
  EQUAL("==", 4, Kind.COMPARISON),
  NOT_EQUAL("!=", 4, Kind.COMPARISON),
  PLUS("+", 5, Kind.ARITHMETIC),
  MINUS("-", 5, Kind.ARITHMETIC),
  TIMES("*", 6, Kind.ARITHMETIC),
  DIVIDE("/", 6, Kind.ARITHMETIC);

  enum Kind {
    LOGIC,
    COMPARISON,
    ARITHMETIC
  }

  /** Strength of the prefix operator {@code not}, between {@code and} and the comparisons. */
  static final int NOT_STRENGTH = 3;

  /** Strength of the prefix minus, above all infix operators. */
  static final int NEGATE_STRENGTH = 7;

  final String symbol;
  final int strength;
  final Kind kind;

  Operator(String symbol, int strength, Kind kind) {
    this.symbol = symbol;
    this.strength = strength;
    this.kind = kind;
  }

  /** How it is written. */
  public String symbol() {
    return symbol;
  }
}
