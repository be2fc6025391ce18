package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import java.time.Instant;
import java.util.UUID;

/**
 * Requests of one version that got no answer within a short time, counted together.
 *
 * @param id of this count, so that one that is kept twice counts once
 * @param model the version that was asked
 * @param variant which part it had
 * @param count how many, at least 1
 * @param at when the first of them failed
 */
public record FailedRequests(
    UUID id, ModelRef model, TrafficVariant variant, int count, Instant at) {

  /**
   * @throws IllegalArgumentException when the count is below 1
   */
  public FailedRequests {
    if (count < 1) {
      throw new IllegalArgumentException(
          "%d failed requests of %s; expected at least 1".formatted(count, model));
    }
  }
}
