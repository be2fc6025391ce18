package com.ytempire.ml.features.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Operator-precedence parser. Refuses text that would make trees too deep for the stack. */
final class Parser {
  static final int MAX_LENGTH = 4000;
  static final int MAX_NODES = 500;
  static final int MAX_NESTING = 50;

  private static final Map<String, Operator> OPERATORS =
      Arrays.stream(Operator.values()).collect(Collectors.toMap(o -> o.symbol, x -> x));
  private static final Map<String, Function> FUNCTIONS =
      Arrays.stream(Function.values()).collect(Collectors.toMap(f -> f.word(), x -> x));
  private static final Set<String> RESERVED = Set.of("and", "or", "not", "null");

  private final List<Token> tokens;
  private int at;
  private int nodes;
  private int nesting;

  Parser(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          "is " + text.length() + " characters long; expected at most " + MAX_LENGTH, 0);
    }
    this.tokens = Tokenizer.tokens(text);
  }

  Expression parse() {
    if (current().kind() == Token.Kind.END) {
      throw new ExpressionException("is empty; expected an expression", 0);
    }
    Expression expression = expression(0);
    if (current().kind() != Token.Kind.END) {
      throw new ExpressionException(
          "unexpected " + current().shown() + "; expected an operator or the end",
          current().offset());
    }
    return expression;
  }

  private Expression expression(int weakest) {
    if (++nesting > MAX_NESTING) {
      throw new ExpressionException(
          "is nested more than " + MAX_NESTING + " levels deep; define its parts as features",
          current().offset());
    }
    Expression left = prefix();
    while (true) {
      Operator operator =
          current().kind() == Token.Kind.NUMBER ? null : OPERATORS.get(current().text());
      if (operator == null || operator.strength <= weakest) {
        nesting--;
        return left;
      }
      int offset = advance().offset();
      left = count(new Expression.Binary(operator, left, expression(operator.strength), offset));
    }
  }

  private Expression prefix() {
    Token token = advance();
    switch (token.kind()) {
      case NUMBER -> {
        return count(new Expression.Literal(token.number(), token.offset()));
      }
      case NAME -> {
        return named(token);
      }
      case SYMBOL -> {
        if (token.is("-")) {
          return count(new Expression.Negate(expression(Operator.NEGATE_STRENGTH), token.offset()));
        }
        if (token.is("(")) {
          Expression inner = expression(0);
          expect(")", "to close the '(' before");
          return inner;
        }
      }
      case END -> {}
    }
    throw new ExpressionException(
        "unexpected " + token.shown() + "; expected a number, a name, a function or '('",
        token.offset());
  }

  private Expression named(Token token) {
    if (token.is("not")) {
      return count(new Expression.Not(expression(Operator.NOT_STRENGTH), token.offset()));
    }
    if (token.is("null")) {
      return count(new Expression.NullLiteral(token.offset()));
    }
    if (current().is("(") && !RESERVED.contains(token.text())) {
      return call(token);
    }
    if (RESERVED.contains(token.text())) {
      throw new ExpressionException(
          "unexpected " + token.shown() + "; expected a value before it", token.offset());
    }
    return count(new Expression.Reference(token.text(), token.offset()));
  }

  private Expression call(Token name) {
    var function = FUNCTIONS.get(name.text());
    if (function == null) {
      throw new ExpressionException(
          name.shown() + " is not a function; expected one of " + Function.words(), name.offset());
    }
    advance();
    var arguments = new ArrayList<Expression>();
    if (!current().is(")")) {
      arguments.add(expression(0));
      while (current().is(",")) {
        advance();
        arguments.add(expression(0));
      }
    }
    expect(")", "to close the call of " + function.word());
    if (arguments.size() < function.minArguments || arguments.size() > function.maxArguments) {
      throw new ExpressionException(
          function.word() + " takes " + function.arity() + ", not " + arguments.size(),
          name.offset());
    }
    return count(new Expression.Call(function, arguments, name.offset()));
  }

  private <E extends Expression> E count(E node) {
    if (++nodes > MAX_NODES) {
      throw new ExpressionException(
          "has more than " + MAX_NODES + " parts; define some of them as features", node.offset());
    }
    return node;
  }

  private Token current() {
    return tokens.get(at);
  }

  private Token advance() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private void expect(String symbol, String purpose) {
    if (!current().is(symbol)) {
      throw new ExpressionException(
          "unexpected " + current().shown() + "; expected '" + symbol + "' " + purpose,
          current().offset());
    }
    advance();
  }
}
