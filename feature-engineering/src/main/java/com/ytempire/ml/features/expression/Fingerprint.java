package com.ytempire.ml.features.expression;

import java.util.function.ToLongFunction;

/**
 * A 64-bit hash that depends only on what is mixed into it, never on the process, so that it may be
 * kept in state. Not cryptographic.
 */
public final class Fingerprint {
  private long hash = 0x9E3779B97F4A7C15L;

  public Fingerprint add(long value) {
    hash = mix(hash ^ mix(value + 0x9E3779B97F4A7C15L)) + 0x632BE59BD9B4E019L;
    return this;
  }

  public Fingerprint add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  public Fingerprint add(String text) {
    add((long) text.length());
    for (int i = 0; i < text.length(); i++) {
      add((long) text.charAt(i));
    }
    return this;
  }

  /**
   * Adds what an expression computes: its form and the meaning of its names, not its spelling.
   *
   * @param meanings fingerprint of what each name stands for
   */
  public Fingerprint add(Expression expression, ToLongFunction<String> meanings) {
    if (expression instanceof Expression.Literal literal) {
      return add("literal").add(literal.value());
    }
    if (expression instanceof Expression.NullLiteral) {
      return add("null");
    }
    if (expression instanceof Expression.Reference reference) {
      return add("reference").add(meanings.applyAsLong(reference.name()));
    }
    if (expression instanceof Expression.Negate negate) {
      return add("negate").add(negate.operand(), meanings);
    }
    if (expression instanceof Expression.Not not) {
      return add("not").add(not.operand(), meanings);
    }
    if (expression instanceof Expression.Binary binary) {
      return add(binary.operator().symbol)
          .add(binary.left(), meanings)
          .add(binary.right(), meanings);
    }
    Expression.Call call = (Expression.Call) expression;
    add(call.function().word()).add((long) call.arguments().size());
    for (Expression argument : call.arguments()) {
      add(argument, meanings);
    }
    return this;
  }

  public long value() {
    return hash;
  }

  /** Spreads a value over all 64 bits, so that close values have unrelated hashes. */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
