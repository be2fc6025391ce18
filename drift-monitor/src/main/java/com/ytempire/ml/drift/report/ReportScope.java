package com.ytempire.ml.drift.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What a report is of.
 *
 * @param model name of the model
 * @param version one of its versions, or empty for all that were judged
 * @param slice such as {@code all} or {@code region=US}
 * @param from windows that end after this
 * @param to and not after this
 */
public record ReportScope(
    String model, Optional<String> version, String slice, Instant from, Instant to) {
  /**
   * @throws IllegalArgumentException when the period has no length
   */
  public ReportScope {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "from %s to %s is no period; expected an end after the start".formatted(from, to));
    }
  }
}
