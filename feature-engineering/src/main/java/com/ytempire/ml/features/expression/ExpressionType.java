package com.ytempire.ml.features.expression;

import org.jspecify.annotations.Nullable;

/**
 * What an expression yields. Conditions are carried as 1 and 0; a flag (such as is_weekend) may be
 * used as a number and as a condition, the result of a comparison only as a condition.
 */
public enum ExpressionType {
  NUMBER,
  /** A number without a fraction. */
  WHOLE,
  BOOLEAN,
  FLAG,
  /** The literal null, which fits everywhere. */
  NULL;

  public boolean isNumber() {
    return this != BOOLEAN;
  }

  public boolean isCondition() {
    return this == BOOLEAN || this == FLAG || this == NULL;
  }

  /** Whether values are always whole, as counts, flags and conditions are. */
  public boolean isWhole() {
    return this != NUMBER;
  }

  String described() {
    return isCondition() ? "a condition" : "a number";
  }

  /** The type of a choice between two values, or null when they do not go together. */
  static @Nullable ExpressionType choice(ExpressionType a, ExpressionType b) {
    if (a == b || b == NULL) {
      return a;
    }
    if (a == NULL) {
      return b;
    }
    if (a.isCondition() && b.isCondition()) {
      return BOOLEAN;
    }
    if (a.isNumber() && b.isNumber()) {
      return a.isWhole() && b.isWhole() ? WHOLE : NUMBER;
    }
    return null;
  }
}
