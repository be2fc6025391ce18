package com.ytempire.ml.features.expression;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Turns a checked expression into an evaluator: a tree of closures, one per node. Infinite results
 * become null, so that no infinity reaches a store.
 */
public final class ExpressionCompiler {
  private final ToIntFunction<String> slots;

  /**
   * @param slots slot of each name in the evaluator's inputs
   */
  public ExpressionCompiler(ToIntFunction<String> slots) {
    this.slots = slots;
  }

  public Evaluator compile(Expression expression) {
    Evaluator root = node(expression);
    if (expression instanceof Expression.Reference) {
      return root;
    }
    return in -> {
      double value = root.evaluate(in);
      return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
    };
  }

  private Evaluator node(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      double value = literal.value();
      return in -> value;
    }
    if (expression instanceof Expression.NullLiteral) {
      return in -> Double.NaN;
    }
    if (expression instanceof Expression.Reference reference) {
      int slot = slots.applyAsInt(reference.name());
      return in -> in[slot];
    }
    if (expression instanceof Expression.Negate negate) {
      Evaluator operand = node(negate.operand());
      return in -> -operand.evaluate(in);
    }
    if (expression instanceof Expression.Not not) {
      Evaluator operand = node(not.operand());
      return in -> 1 - operand.evaluate(in);
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary.operator(), node(binary.left()), node(binary.right()));
    }
    Expression.Call call = (Expression.Call) expression;
    return call(call.function(), call.arguments().stream().map(this::node).toList());
  }

  private static Evaluator binary(Operator operator, Evaluator left, Evaluator right) {
    return switch (operator) {
      case PLUS -> in -> left.evaluate(in) + right.evaluate(in);
      case MINUS -> in -> left.evaluate(in) - right.evaluate(in);
      case TIMES -> in -> left.evaluate(in) * right.evaluate(in);
      case DIVIDE ->
          in -> {
            double divisor = right.evaluate(in);
            return divisor == 0 ? Double.NaN : left.evaluate(in) / divisor;
          };
      case AND ->
          in -> {
            double a = left.evaluate(in);
            if (a == 0) {
              return 0;
            }
            double b = right.evaluate(in);
            return b == 0 ? 0 : a * b;
          };
      case OR ->
          in -> {
            double a = left.evaluate(in);
            if (a == 1) {
              return 1;
            }
            double b = right.evaluate(in);
            return b == 1 ? 1 : a + b;
          };
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL ->
          comparison(operator, left, right);
    };
  }

  private static Evaluator comparison(Operator operator, Evaluator left, Evaluator right) {
    return in -> {
      double a = left.evaluate(in);
      double b = right.evaluate(in);
      if (Double.isNaN(a) || Double.isNaN(b)) {
        return Double.NaN;
      }
      boolean holds =
          switch (operator) {
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER -> a > b;
            case GREATER_OR_EQUAL -> a >= b;
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
            default -> throw new IllegalStateException(operator.symbol);
          };
      return holds ? 1 : 0;
    };
  }

  private static Evaluator call(Function function, List<Evaluator> arguments) {
    Evaluator first = arguments.get(0);
    return switch (function) {
      case MIN -> fold(arguments, (a, b) -> in -> Math.min(a.evaluate(in), b.evaluate(in)));
      case MAX -> fold(arguments, (a, b) -> in -> Math.max(a.evaluate(in), b.evaluate(in)));
      case COALESCE ->
          fold(
              arguments,
              (a, b) ->
                  in -> {
                    double value = a.evaluate(in);
                    return Double.isNaN(value) ? b.evaluate(in) : value;
                  });
      case LOG ->
          in -> {
            double x = first.evaluate(in);
            return x > 0 ? Math.log(x) : Double.NaN;
          };
      case LOG1P ->
          in -> {
            double x = first.evaluate(in);
            return x > -1 ? Math.log1p(x) : Double.NaN;
          };
      case EXP -> in -> Math.exp(first.evaluate(in));
      case SQRT -> in -> Math.sqrt(first.evaluate(in));
      case ABS -> in -> Math.abs(first.evaluate(in));
      case IS_NULL -> in -> Double.isNaN(first.evaluate(in)) ? 1 : 0;
      case IF -> {
        Evaluator then = arguments.get(1);
        Evaluator otherwise = arguments.get(2);
        yield in -> {
          double condition = first.evaluate(in);
          if (Double.isNaN(condition)) {
            return Double.NaN;
          }
          return condition != 0 ? then.evaluate(in) : otherwise.evaluate(in);
        };
      }
    };
  }

  private interface Pairing {
    Evaluator of(Evaluator a, Evaluator b);
  }

  private static Evaluator fold(List<Evaluator> arguments, Pairing pairing) {
    Evaluator all = arguments.get(0);
    for (Evaluator next : arguments.subList(1, arguments.size())) {
      all = pairing.of(all, next);
    }
    return all;
  }
}
