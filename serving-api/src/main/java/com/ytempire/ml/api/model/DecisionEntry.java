package com.ytempire.ml.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutKind;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was decided on a version's part in the traffic.
 *
 * @param id of the decision
 * @param decision {@code started}, {@code share_changed}, {@code held}, {@code resumed}, {@code
 *     promoted}, {@code rolled_back}, {@code kept} or {@code stopped}
 * @param modelId the version that was decided on
 * @param activeModelId the version that was active before, or null where there was none
 * @param rolloutId the rollout, or null where an active version was taken back
 * @param kind {@code canary} or {@code shadow}; null where an active version was taken back
 * @param percentage share of the requests from then on
 * @param automatic whether no human decided
 * @param decidedBy a caller's name, or {@code canary-evidence}
 * @param reason why
 * @param figures what was known, or null where nothing was measured
 * @param decidedAt when
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DecisionEntry(
    UUID id,
    String decision,
    String modelId,
    @Nullable String activeModelId,
    @Nullable UUID rolloutId,
    @Nullable String kind,
    int percentage,
    boolean automatic,
    String decidedBy,
    String reason,
    @Nullable Map<String, Object> figures,
    Instant decidedAt) {

  /** A decision as answers and webhooks show it. */
  public static DecisionEntry of(RolloutDecision decision, ObjectMapper mapper) {
    ModelRef active = decision.active();
    RolloutKind kind = decision.kind();
    return new DecisionEntry(
        decision.id(),
        decision.step().word(),
        decision.version().modelId(),
        active == null ? null : active.modelId(),
        decision.rolloutId(),
        kind == null ? null : kind.word(),
        decision.percentage(),
        decision.ruling().automatic(),
        decision.ruling().by(),
        decision.ruling().reason(),
        figures(decision.ruling().figures(), mapper),
        decision.at());
  }

  /** Figures as they are kept, as an object. */
  static @Nullable Map<String, Object> figures(@Nullable String json, ObjectMapper mapper) {
    if (json == null) {
      return null;
    }
    try {
      return mapper.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures of a decision are no JSON object", e);
    }
  }
}
