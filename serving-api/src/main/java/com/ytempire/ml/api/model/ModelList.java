package com.ytempire.ml.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions of models, newest first.
 *
 * @param models one page of them
 * @param total how many there are on all pages
 */
@Introspected
record ModelList(List<Entry> models, int total) {
  ModelList {
    models = List.copyOf(models);
  }

  /**
   * One version.
   *
   * @param modelId its id
   * @param type what it does, such as {@code trend_prediction}
   * @param version its version
   * @param status {@code active}, {@code inactive} or {@code deprecated}
   * @param deployedAt when it was last made active; null where it never was
   * @param metrics what it did in the last 24 hours
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(
      String modelId,
      String type,
      String version,
      String status,
      @Nullable Instant deployedAt,
      Metrics metrics) {

    static Entry of(ModelVersion version, PredictionSummary lastDay) {
      return new Entry(
          version.ref().modelId(),
          version.type(),
          version.ref().version(),
          version.status().word(),
          version.deployedAt(),
          Metrics.of(lastDay));
    }
  }

  /**
   * Figures of the last 24 hours, from real requests.
   *
   * @param accuracy share of right answers among those whose outcome is known, 0 to 1; null where
   *     none is
   * @param latencyP95Ms 95 of 100 answers took at most as long; null where nothing was answered
   * @param requests24h requests, answered or not
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Metrics(
      @Nullable Double accuracy,
      @JsonProperty("latency_p95_ms") @Nullable Long latencyP95Ms,
      @JsonProperty("requests_24h") long requests24h) {

    static Metrics of(PredictionSummary lastDay) {
      LatencyQuantiles latency = lastDay.latency();
      return new Metrics(
          Figures.share(lastDay.judged().accuracy()),
          latency == null ? null : Math.round(latency.p95()),
          lastDay.requests());
    }
  }
}
