package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.model.ModelRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a version did on one day, as {@code model_performance_metrics} keeps it. Shares are kept to
 * four decimals.
 *
 * @param model the version
 * @param date the day, in UTC
 * @param predictions requests that it answered
 * @param accuracy share of right answers among those whose outcome is known, or null
 * @param precision as {@link JudgedAnswers#precision}, or null
 * @param recall as {@link JudgedAnswers#recall}, or null
 * @param f1 as {@link JudgedAnswers#f1}, or null
 * @param latencyP50Millis median latency in milliseconds, or null where nothing was answered
 * @param latencyP95Millis 95 of 100 answers took at most as long, or null
 * @param latencyP99Millis 99 of 100 did, or null
 * @param errors requests that got no answer
 * @param errorRate their share of all requests, or null where there was none
 * @param cost of all answers
 * @param driftScore largest statistic of what it reads in the newest window that ended on the day,
 *     at most 9.9999; null where none was judged
 * @param measuredAt when this was worked out
 */
public record DailyPerformance(
    ModelRef model,
    LocalDate date,
    long predictions,
    @Nullable Double accuracy,
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double f1,
    @Nullable Integer latencyP50Millis,
    @Nullable Integer latencyP95Millis,
    @Nullable Integer latencyP99Millis,
    long errors,
    @Nullable Double errorRate,
    BigDecimal cost,
    @Nullable Double driftScore,
    Instant measuredAt) {

  /** A day's row of a summary; {@link #driftScore} stays what it was. */
  public static DailyPerformance of(
      PredictionSummary summary, LocalDate date, @Nullable Double driftScore, Instant measuredAt) {
    LatencyQuantiles latency = summary.latency();
    JudgedAnswers judged = summary.judged();
    return new DailyPerformance(
        summary.model(),
        date,
        summary.answers(),
        share(judged.accuracy()),
        share(judged.precision()),
        share(judged.recall()),
        share(judged.f1()),
        latency == null ? null : millis(latency.p50()),
        latency == null ? null : millis(latency.p95()),
        latency == null ? null : millis(latency.p99()),
        summary.errors(),
        share(summary.errorRate()),
        summary.cost(),
        driftScore,
        measuredAt);
  }

  private static @Nullable Double share(@Nullable Double value) {
    return value == null ? null : Double.valueOf(Math.rint(value * 1e4) / 1e4);
  }

  private static Integer millis(double value) {
    return (int) Math.min(Integer.MAX_VALUE, Math.round(value));
  }
}
