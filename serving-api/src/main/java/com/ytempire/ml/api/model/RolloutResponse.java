package com.ytempire.ml.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.api.model.ModelRollouts.Comparison;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a version's part in the traffic stands after a call.
 *
 * @param modelId the version
 * @param kind {@code canary} or {@code shadow}; null where an active version was taken back
 * @param state {@code running}, {@code promoted}, {@code rolled_back}, {@code kept} or {@code
 *     stopped}
 * @param percentage share of the requests, or null where an active version was taken back
 * @param activeModelId the version that is active now, or null where there is none
 * @param rolloutId id of the rollout, or null where an active version was taken back
 * @param startedAt when it began, or null where it was no rollout
 * @param endedAt when it ended, or null while it runs
 * @param reason why it ended, or null while it runs
 * @param active what the active version did meanwhile, or null
 * @param candidate what this one did meanwhile, or null
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record RolloutResponse(
    String modelId,
    @Nullable String kind,
    String state,
    @Nullable Integer percentage,
    @Nullable String activeModelId,
    @Nullable UUID rolloutId,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    @Nullable Side active,
    @Nullable Side candidate) {

  /**
   * One side of a comparison, since the rollout began.
   *
   * @param modelId the version
   * @param requests requests, answered or not
   * @param errors those without an answer
   * @param latencyP95Ms 95 of 100 answers took at most as long; null where there was none
   * @param judged answers whose outcome is known
   * @param accuracy share of right ones among them, 0 to 1; null where there is none
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Side(
      String modelId,
      long requests,
      long errors,
      @JsonProperty("latency_p95_ms") @Nullable Long latencyP95Ms,
      long judged,
      @Nullable Double accuracy) {

    static @Nullable Side of(@Nullable PredictionSummary summary) {
      if (summary == null) {
        return null;
      }
      LatencyQuantiles latency = summary.latency();
      return new Side(
          summary.model().modelId(),
          summary.requests(),
          summary.errors(),
          latency == null ? null : Math.round(latency.p95()),
          summary.judged().count(),
          Figures.share(summary.judged().accuracy()));
    }
  }

  static RolloutResponse of(Rollout rollout, @Nullable ModelRef activeNow, Comparison comparison) {
    return new RolloutResponse(
        rollout.candidate().modelId(),
        rollout.kind().word(),
        rollout.state().word(),
        rollout.percentage(),
        activeNow == null ? null : activeNow.modelId(),
        rollout.id(),
        rollout.startedAt(),
        rollout.endedAt(),
        rollout.reason(),
        Side.of(comparison.active()),
        Side.of(comparison.candidate()));
  }

  /** An active version gave way to the one before it. */
  static RolloutResponse reverted(
      ModelVersion from, @Nullable ModelRef to, Instant at, String reason) {
    return new RolloutResponse(
        from.ref().modelId(),
        null,
        RolloutState.ROLLED_BACK.word(),
        null,
        to == null ? null : to.modelId(),
        null,
        from.deployedAt(),
        at,
        reason,
        null,
        null);
  }
}
