package com.ytempire.ml.features.expression;

import java.util.Arrays;
import java.util.Locale;

/** The functions of the language. */
public enum Function {
  /** Smallest argument; null if any is null. */
  MIN(2, 16),
  /** Largest argument; null if any is null. */
  MAX(2, 16),
  /** Natural logarithm; null for 0 and below. */
  LOG(1, 1),
  /** Natural logarithm of 1 + x; null for -1 and below. */
  LOG1P(1, 1),
  /** e to the power of x. */
  EXP(1, 1),
  /** Square root; null below 0. */
  SQRT(1, 1),
  /** Absolute value. */
  ABS(1, 1),
  /** {@code if(condition, then, otherwise)}; null when the condition is null. */
  IF(3, 3),
  /** The first argument that is not null. */
  COALESCE(2, 16),
  /** Whether the argument is null; never null itself. */
  IS_NULL(1, 1);

  final int minArguments;
  final int maxArguments;

  Function(int minArguments, int maxArguments) {
    this.minArguments = minArguments;
    this.maxArguments = maxArguments;
  }

  /** The name used in expressions. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String arity() {
    String count =
        minArguments == maxArguments
            ? String.valueOf(minArguments)
            : minArguments + " to " + maxArguments;
    return count + (maxArguments == 1 ? " argument" : " arguments");
  }

  static String words() {
    return String.join(", ", Arrays.stream(values()).map(Function::word).toList());
  }
}
