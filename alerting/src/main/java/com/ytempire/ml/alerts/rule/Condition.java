package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.alerts.metric.MetricQuery;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** When a rule holds: comparisons joined by {@code and} and {@code or}. Immutable. */
public sealed interface Condition {

  /** What is known, given what is known of each comparison. */
  Truth truth(Function<Comparison, Truth> known);

  /** All comparisons, from left to right. */
  Stream<Comparison> comparisons();

  /** How two values are compared. */
  enum Operator {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<=");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case ABOVE -> value > bound;
        case AT_LEAST -> value >= bound;
        case BELOW -> value < bound;
        case AT_MOST -> value <= bound;
      };
    }
  }

  /**
   * A metric beside a bound.
   *
   * @param query what is measured
   * @param leastSamples readings of fewer say nothing
   * @param bound in the base unit of the query's dimension
   */
  record Comparison(MetricQuery query, long leastSamples, Operator operator, double bound)
      implements Condition {

    public boolean holds(double value) {
      return operator.holds(value, bound);
    }

    @Override
    public Truth truth(Function<Comparison, Truth> known) {
      return known.apply(this);
    }

    @Override
    public Stream<Comparison> comparisons() {
      return Stream.of(this);
    }
  }

  /** Every part has to hold. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth truth(Function<Comparison, Truth> known) {
      return Truth.all(parts.stream().map(part -> part.truth(known)).toList());
    }

    @Override
    public Stream<Comparison> comparisons() {
      return parts.stream().flatMap(Condition::comparisons);
    }
  }

  /** One part has to hold. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth truth(Function<Comparison, Truth> known) {
      return Truth.any(parts.stream().map(part -> part.truth(known)).toList());
    }

    @Override
    public Stream<Comparison> comparisons() {
      return parts.stream().flatMap(Condition::comparisons);
    }
  }
}
