package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.alerts.metric.Dimension;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.Unit;
import com.ytempire.ml.alerts.rule.Condition.Comparison;
import com.ytempire.ml.alerts.rule.Condition.Operator;
import com.ytempire.ml.core.config.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code METRIC OPERATOR VALUE}, joined by {@code and}, {@code or} and brackets; {@code and}
 * binds more tightly. A wrong metric or unit is reported and reading goes on, so that a condition
 * tells all of its mistakes; where the form is wrong, reading ends. Confined to one thread.
 */
final class ConditionParser {
  private static final int DEEPEST = 20;
  private static final String FORM = "expected a comparison such as latency_p95 > 200ms";

  /** Takes mistakes. */
  interface Problems {
    /**
     * @param offset index of the character concerned, from 0
     */
    void add(int offset, String message);
  }

  /**
   * What the rule says beside its condition.
   *
   * @param window of its metrics, or null for the usual ones
   * @param model that it is about, or null for all
   * @param leastSamples readings of fewer say nothing, or null for the usual number
   */
  record Context(@Nullable Duration window, @Nullable String model, @Nullable Long leastSamples) {}

  private final ConditionScanner scanner;
  private final Context context;
  private final Problems problems;
  private int depth;

  private ConditionParser(String text, Context context, Problems problems) {
    this.scanner = new ConditionScanner(text);
    this.context = context;
    this.problems = problems;
  }

  /** The condition, or null after a mistake was reported. */
  static @Nullable Condition parse(String text, Context context, Problems problems) {
    List<String> found = new ArrayList<>();
    var parser =
        new ConditionParser(
            text,
            context,
            (offset, message) -> {
              found.add(message);
              problems.add(offset, message);
            });
    try {
      Condition condition = parser.any();
      if (!parser.scanner.isAtEnd()) {
        throw parser.unexpected("expected and, or, or the end");
      }
      return found.isEmpty() ? condition : null;
    } catch (ConditionException e) {
      problems.add(e.offset(), Objects.requireNonNull(e.getMessage()));
      return null;
    }
  }

  private Condition any() {
    List<Condition> parts = joined("or", this::all);
    return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
  }

  private Condition all() {
    List<Condition> parts = joined("and", this::part);
    return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
  }

  private List<Condition> joined(String word, Supplier<Condition> part) {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(part.get());
    } while (scanner.takeWord(word));
    return parts;
  }

  private Condition part() {
    int start = scanner.offset();
    if (!scanner.take('(')) {
      return comparison();
    }
    if (++depth > DEEPEST) {
      throw new ConditionException("more than " + DEEPEST + " brackets within each other", start);
    }
    Condition inner = any();
    if (!scanner.take(')')) {
      throw unexpected("expected the closing bracket");
    }
    depth--;
    return inner;
  }

  private Condition comparison() {
    int nameAt = scanner.offset();
    String name = scanner.word();
    if (name.isEmpty()) {
      throw unexpected(FORM);
    }
    Optional<Metric> metric = Metric.ofWord(name);
    if (metric.isEmpty()) {
      problems.add(
          nameAt,
          "there is no metric '%s'%s"
              .formatted(name, NearestName.suggestion(name, Metric.words())));
    }
    Operator operator = operator();
    Value value = value();
    Metric known = metric.orElse(Metric.ACCURACY);
    Dimension dimension =
        metric.isEmpty() ? null : new ValueCheck(known, value, problems).dimension();
    if (dimension == null) {
      // Never seen: the mistake has been reported.
      return new Comparison(MetricQuery.of(known), 0, operator, 0);
    }
    var query =
        new MetricQuery(
            known,
            dimension,
            known
                .window()
                .map(usual -> context.window == null ? usual : context.window)
                .orElse(Duration.ZERO),
            context.model);
    long least =
        context.leastSamples == null || known.leastSamples() == 0
            ? known.leastSamples()
            : context.leastSamples;
    return new Comparison(query, least, operator, value.inBaseUnits());
  }

  private Operator operator() {
    int start = scanner.offset();
    String written = scanner.operator();
    if (written.isEmpty()) {
      throw unexpected("expected >, >=, < or <=");
    }
    return Arrays.stream(Operator.values())
        .filter(one -> one.word().equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new ConditionException(
                    "'%s' compares nothing that is measured; expected >, >=, < or <="
                        .formatted(written),
                    start));
  }

  /**
   * A bound as written.
   *
   * @param number the number in it
   * @param unit as written, empty for none
   * @param offset where it begins
   * @param unitOffset where the unit does
   */
  record Value(double number, String unit, int offset, int unitOffset) {
    double inBaseUnits() {
      return number * Unit.ofWord(unit).map(Unit::factor).orElse(1.0);
    }
  }

  private Value value() {
    int start = scanner.offset();
    boolean dollars = scanner.take('$');
    if (scanner.take('-')) {
      throw new ConditionException("no metric is ever negative; expected a number", start);
    }
    String digits = scanner.number();
    if (digits.isEmpty() || digits.equals(".")) {
      throw unexpected("expected a number with its unit, such as 200ms");
    }
    int unitAt = scanner.offset();
    String unit = "";
    if (!scanner.isAtEnd() && !isJoint()) {
      unit = scanner.unit();
    }
    if (dollars && !unit.isEmpty()) {
      throw new ConditionException("'$' and '%s' are two units".formatted(unit), unitAt);
    }
    return new Value(
        Double.parseDouble(digits), dollars ? "$" : unit, start, dollars ? start : unitAt);
  }

  /** Whether what follows a number cannot be its unit. */
  private boolean isJoint() {
    String next = scanner.shown();
    return next.equals("')'") || next.equalsIgnoreCase("'and'") || next.equalsIgnoreCase("'or'");
  }

  private ConditionException unexpected(String expected) {
    return new ConditionException(
        "unexpected " + scanner.shown() + "; " + expected, scanner.offset());
  }
}
