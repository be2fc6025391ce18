package com.ytempire.ml.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is and was tried of a model.
 *
 * @param model its name
 * @param running rollouts that run
 * @param decisions everything that was decided, newest first
 */
@Introspected
record RolloutHistory(String model, List<Running> running, List<DecisionEntry> decisions) {
  RolloutHistory {
    running = List.copyOf(running);
    decisions = List.copyOf(decisions);
  }

  /**
   * A rollout that runs.
   *
   * @param rolloutId its id
   * @param modelId the version that is tried
   * @param kind {@code canary} or {@code shadow}
   * @param percentage share of the requests
   * @param startedAt when it began
   * @param startedBy who began it
   * @param held whether only humans decide on it
   * @param evidence of a canary: both sides' figures, what they show, and what a promotion waits
   *     for; null of a shadow, and where no version is active
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Running(
      UUID rolloutId,
      String modelId,
      String kind,
      int percentage,
      Instant startedAt,
      String startedBy,
      boolean held,
      @Nullable Map<String, Object> evidence) {}
}
