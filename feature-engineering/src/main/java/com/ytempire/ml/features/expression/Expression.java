package com.ytempire.ml.features.expression;

import java.util.List;
import java.util.function.Consumer;

/**
 * A parsed expression: a tree of at most {@value Parser#MAX_NODES} nodes. Immutable. Names are not
 * resolved here, so that one tree can be checked and compiled against any set of names.
 */
public sealed interface Expression {

  /** Index in the text of the character to point at when this part is wrong, from 0. */
  int offset();

  /** A number as written. */
  record Literal(double value, int offset) implements Expression {}

  /** The word {@code null}. */
  record NullLiteral(int offset) implements Expression {}

  /** A name: an input or another feature. */
  record Reference(String name, int offset) implements Expression {}

  /** Minus as a sign. */
  record Negate(Expression operand, int offset) implements Expression {}

  /** Logical not. */
  record Not(Expression operand, int offset) implements Expression {}

  /** Two operands joined by an operator; the offset is the operator's. */
  record Binary(Operator operator, Expression left, Expression right, int offset)
      implements Expression {}

  /** A call of a function with as many arguments as it takes. */
  record Call(Function function, List<Expression> arguments, int offset) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Parses an expression.
   *
   * @throws ExpressionException when the text is not an expression, with the offset of the mistake
   */
  static Expression parse(String text) {
    return new Parser(text).parse();
  }

  /** Calls {@code action} with every name in this expression, in the order written. */
  default void forEachReference(Consumer<Reference> action) {
    if (this instanceof Reference reference) {
      action.accept(reference);
    } else if (this instanceof Negate negate) {
      negate.operand().forEachReference(action);
    } else if (this instanceof Not not) {
      not.operand().forEachReference(action);
    } else if (this instanceof Binary binary) {
      binary.left().forEachReference(action);
      binary.right().forEachReference(action);
    } else if (this instanceof Call call) {
      call.arguments().forEach(argument -> argument.forEachReference(action));
    }
  }
}
