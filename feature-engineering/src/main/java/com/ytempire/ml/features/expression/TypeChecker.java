package com.ytempire.ml.features.expression;

import java.util.List;

/** Finds the type of an expression, or where it mixes numbers and conditions. */
public final class TypeChecker {
  private final java.util.function.Function<String, ExpressionType> types;

  /**
   * @param types type of each name; may throw {@link ExpressionException} itself, but names are
   *     best resolved before
   */
  public TypeChecker(java.util.function.Function<String, ExpressionType> types) {
    this.types = types;
  }

  /**
   * @throws ExpressionException at the first part whose type does not fit
   */
  public ExpressionType check(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return literal.value() == Math.rint(literal.value())
          ? ExpressionType.WHOLE
          : ExpressionType.NUMBER;
    }
    if (expression instanceof Expression.NullLiteral) {
      return ExpressionType.NULL;
    }
    if (expression instanceof Expression.Reference reference) {
      return types.apply(reference.name());
    }
    if (expression instanceof Expression.Negate negate) {
      return number("-", negate.operand()).isWhole() ? ExpressionType.WHOLE : ExpressionType.NUMBER;
    }
    if (expression instanceof Expression.Not not) {
      condition("not", not.operand());
      return ExpressionType.BOOLEAN;
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    }
    return call((Expression.Call) expression);
  }

  private ExpressionType binary(Expression.Binary binary) {
    Operator operator = binary.operator();
    switch (operator.kind) {
      case LOGIC -> {
        condition(operator.symbol, binary.left());
        condition(operator.symbol, binary.right());
        return ExpressionType.BOOLEAN;
      }
      case COMPARISON -> {
        number(operator.symbol, binary.left());
        number(operator.symbol, binary.right());
        return ExpressionType.BOOLEAN;
      }
      case ARITHMETIC -> {
        boolean whole =
            number(operator.symbol, binary.left()).isWhole()
                & number(operator.symbol, binary.right()).isWhole();
        return whole && operator != Operator.DIVIDE ? ExpressionType.WHOLE : ExpressionType.NUMBER;
      }
    }
    throw new IllegalStateException(operator.symbol);
  }

  private ExpressionType call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    String word = call.function().word();
    return switch (call.function()) {
      case MIN, MAX, ABS -> {
        boolean whole = true;
        for (Expression argument : arguments) {
          whole &= number(word, argument).isWhole();
        }
        yield whole ? ExpressionType.WHOLE : ExpressionType.NUMBER;
      }
      case LOG, LOG1P, EXP, SQRT -> {
        number(word, arguments.get(0));
        yield ExpressionType.NUMBER;
      }
      case IF -> {
        condition(word, arguments.get(0));
        yield choice(word, arguments.subList(1, 3));
      }
      case COALESCE -> choice(word, arguments);
      case IS_NULL -> {
        check(arguments.get(0));
        yield ExpressionType.BOOLEAN;
      }
    };
  }

  private ExpressionType choice(String word, List<Expression> alternatives) {
    ExpressionType type = check(alternatives.get(0));
    for (Expression alternative : alternatives.subList(1, alternatives.size())) {
      ExpressionType other = check(alternative);
      ExpressionType joined = ExpressionType.choice(type, other);
      if (joined == null) {
        throw new ExpressionException(
            word
                + " chooses between "
                + type.described()
                + " and "
                + other.described()
                + "; expected alternatives of one type",
            alternative.offset());
      }
      type = joined;
    }
    return type;
  }

  private ExpressionType number(String user, Expression operand) {
    ExpressionType type = check(operand);
    if (!type.isNumber()) {
      throw new ExpressionException(
          "'" + user + "' expected a number here, not a condition; write if(condition, 1, 0)",
          operand.offset());
    }
    return type;
  }

  private void condition(String user, Expression operand) {
    ExpressionType type = check(operand);
    if (!type.isCondition()) {
      throw new ExpressionException(
          "'"
              + user
              + "' expected a condition here, not a number; write a comparison such as x > 0",
          operand.offset());
    }
  }
}
