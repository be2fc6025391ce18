package com.ytempire.ml.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.store.DriftScores.DriftScore;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a version did in a period. A figure is null where there is nothing to work it out from.
 *
 * @param modelId its id
 * @param period as it was asked for
 * @param metrics the figures
 */
@Introspected
record ModelMetrics(String modelId, String period, Metrics metrics) {

  /** The figures by kind. */
  @Introspected
  record Metrics(Performance performance, Operational operational, Cost cost, Drift drift) {}

  /** How right it was, by the answers whose outcome is known; shares, 0 to 1. */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Performance(
      @Nullable Double accuracy,
      @Nullable Double precision,
      @Nullable Double recall,
      @JsonProperty("f1_score") @Nullable Double f1Score) {

    static Performance of(JudgedAnswers judged) {
      return new Performance(
          Figures.share(judged.accuracy()),
          Figures.share(judged.precision()),
          Figures.share(judged.recall()),
          Figures.share(judged.f1()));
    }
  }

  /**
   * How it answered.
   *
   * @param requests requests, answered or not
   * @param errors those without an answer
   * @param errorRate their share, 0 to 1
   * @param latency of the answers
   */
  @Introspected
  record Operational(long requests, long errors, double errorRate, Latency latency) {

    static Operational of(PredictionSummary summary) {
      Double rate = Figures.share(summary.errorRate());
      return new Operational(
          summary.requests(),
          summary.errors(),
          rate == null ? 0 : rate,
          Latency.of(summary.latency()));
    }
  }

  /** Times from request to answer in milliseconds. */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Latency(
      @JsonProperty("p50_ms") @Nullable Long p50Ms,
      @JsonProperty("p95_ms") @Nullable Long p95Ms,
      @JsonProperty("p99_ms") @Nullable Long p99Ms) {

    static Latency of(@Nullable LatencyQuantiles latency) {
      return latency == null
          ? new Latency(null, null, null)
          : new Latency(
              Math.round(latency.p50()), Math.round(latency.p95()), Math.round(latency.p99()));
    }
  }

  /** What the answers cost, in US dollars: computing, what providers took, and both. */
  @Introspected
  record Cost(BigDecimal computeCost, BigDecimal apiCost, BigDecimal totalCost) {

    static Cost of(PredictionSummary summary) {
      return new Cost(
          money(summary.cost().subtract(summary.apiCost())),
          money(summary.apiCost()),
          money(summary.cost()));
    }

    private static BigDecimal money(BigDecimal value) {
      return value.setScale(2, RoundingMode.HALF_UP);
    }
  }

  /**
   * How far the data has moved from what the version was trained on, by the newest windows of all
   * traffic that follow each other and end in the period. Null where none was judged.
   *
   * @param featureDrift the largest statistic of what it reads
   * @param predictionDrift the largest statistic of what it answers
   * @param alertTriggered whether such a window was an alarm
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Drift(
      @Nullable Double featureDrift,
      @Nullable Double predictionDrift,
      @Nullable Boolean alertTriggered) {

    static Drift of(@Nullable DriftScore newest) {
      return newest == null
          ? new Drift(null, null, null)
          : new Drift(
              Figures.share(newest.feature()),
              Figures.share(newest.prediction()),
              newest.hasDrifted());
    }
  }

  static ModelMetrics of(
      PredictionSummary summary, Period period, @Nullable DriftScore newestDrift) {
    return new ModelMetrics(
        summary.model().modelId(),
        period.text(),
        new Metrics(
            Performance.of(summary.judged()),
            Operational.of(summary),
            Cost.of(summary),
            Drift.of(newestDrift)));
  }
}
