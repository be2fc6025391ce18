package com.ytempire.ml.drift.detect;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of a window's data.
 *
 * @param role what its numbers are
 * @param name of the column
 */
public record SampleColumn(Role role, String name) implements Comparable<SampleColumn> {
  private static final Comparator<SampleColumn> ORDER =
      Comparator.comparing(SampleColumn::role).thenComparing(SampleColumn::name);

  /** What numbers are. */
  public enum Role {
    /** What the model read. */
    INPUT,
    /** What it answered. */
    PREDICTION,
    /** Seconds from when the input was known to the answer. */
    AGE,
    /** What really happened. */
    LABEL,
    /** 1 where the answer was right, else 0. */
    CORRECT,
    /** How far the answer was off, 0 or more. */
    ERROR
  }

  /** As text, such as {@code input:views}. */
  public String word() {
    return role.name().toLowerCase(Locale.ROOT) + ":" + name;
  }

  /** The column of a text, or empty where it is of none. */
  public static Optional<SampleColumn> of(String word) {
    int colon = word.indexOf(':');
    for (Role role : Role.values()) {
      if (colon > 0 && role.name().toLowerCase(Locale.ROOT).equals(word.substring(0, colon))) {
        return Optional.of(new SampleColumn(role, word.substring(colon + 1)));
      }
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(SampleColumn other) {
    return ORDER.compare(this, other);
  }
}
