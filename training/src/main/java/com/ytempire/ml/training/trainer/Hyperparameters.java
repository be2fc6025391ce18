package com.ytempire.ml.training.trainer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The numbers that a trainer can be told: what stands for each, and what is allowed. Immutable. */
public final class Hyperparameters {
  private record Allowed(double otherwise, double low, double high, boolean isWhole) {
    @Override
    public String toString() {
      return isWhole ? "%.0f to %.0f".formatted(low, high) : "%s to %s".formatted(low, high);
    }
  }

  private final String type;
  private final Map<String, Allowed> allowed;

  private Hyperparameters(String type, Map<String, Allowed> allowed) {
    this.type = type;
    this.allowed = allowed;
  }

  /**
   * Those of a trainer that is told nothing.
   *
   * @param type of the trainer, for messages
   */
  public static Hyperparameters of(String type) {
    return new Hyperparameters(type, Map.of());
  }

  /** With a number that may be fractional. */
  public Hyperparameters with(String name, double otherwise, double low, double high) {
    return with(name, new Allowed(otherwise, low, high, false));
  }

  /** With a whole number. */
  public Hyperparameters withWhole(String name, int otherwise, int low, int high) {
    return with(name, new Allowed(otherwise, low, high, true));
  }

  private Hyperparameters with(String name, Allowed one) {
    Map<String, Allowed> more = new LinkedHashMap<>(allowed);
    more.put(name, one);
    return new Hyperparameters(type, more);
  }

  /**
   * Looks a task's numbers through.
   *
   * @return the task's number for each name, or what stands for it
   * @throws TrainingException when one is unknown or out of its range
   */
  public Map<String, Double> of(TrainingTask task) {
    new TreeMap<>(task.hyperparameters()).forEach(this::check);
    Map<String, Double> numbers = new LinkedHashMap<>();
    allowed.forEach((name, one) -> numbers.put(name, task.hyperparameter(name, one.otherwise)));
    return numbers;
  }

  private void check(String name, double value) {
    if (!allowed.containsKey(name)) {
      throw new TrainingException(
          "hyperparameter %s is unknown to %s; use %s"
              .formatted(name, type, String.join(", ", allowed.keySet())));
    }
    Allowed one = Objects.requireNonNull(allowed.get(name));
    boolean isWrongKind = one.isWhole && value != Math.rint(value);
    if (!(value >= one.low && value <= one.high) || isWrongKind) {
      throw new TrainingException(
          "hyperparameter %s is %s; expected %s%s"
              .formatted(name, value, one.isWhole ? "a whole number, " : "", one));
    }
  }

  /** Numbers as they were looked through, in words. */
  public Map<String, String> inWords(Map<String, Double> numbers) {
    Map<String, String> words = new LinkedHashMap<>();
    numbers.forEach(
        (name, value) -> {
          boolean isWhole = Objects.requireNonNull(allowed.get(name)).isWhole;
          words.put(name, isWhole ? Long.toString(value.longValue()) : value.toString());
        });
    return words;
  }
}
