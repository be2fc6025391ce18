package com.ytempire.ml.drift.store;

import com.ytempire.ml.drift.detect.ColumnKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which verdicts are wanted.
 *
 * @param model name of the model
 * @param version one of its versions, or empty for all
 * @param slice such as {@code all} or {@code region=US}, or empty for all of them
 * @param from windows that end after this
 * @param to and not after this
 * @param limit at most so many, 1 to {@link #MOST}
 * @param kinds only verdicts on these, or empty for all
 */
public record VerdictQuery(
    String model,
    Optional<String> version,
    Optional<String> slice,
    Instant from,
    Instant to,
    int limit,
    Set<ColumnKind> kinds) {
  /** Most verdicts of one answer. */
  public static final int MOST = 100_000;

  /**
   * @throws IllegalArgumentException when the limit is out of range
   */
  public VerdictQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit %d; expected 1 to %d".formatted(limit, MOST));
    }
    kinds = Set.copyOf(kinds);
  }

  /** Verdicts on everything. */
  public VerdictQuery(
      String model,
      Optional<String> version,
      Optional<String> slice,
      Instant from,
      Instant to,
      int limit) {
    this(model, version, slice, from, to, limit, Set.of());
  }

  /** The same, of verdicts on these only. */
  public VerdictQuery of(Set<ColumnKind> newKinds) {
    return new VerdictQuery(model, version, slice, from, to, limit, newKinds);
  }
}
