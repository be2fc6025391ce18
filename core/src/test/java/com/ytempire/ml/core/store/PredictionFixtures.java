package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.ServedPrediction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Predictions of videos and their outcomes. */
public final class PredictionFixtures {
  public static final Instant AT = Instant.parse("2026-01-10T10:00:00.123Z");
  public static final ModelRef FIRST = new ModelRef("trend_predictor", "0.1.0");
  public static final ModelRef SECOND = new ModelRef("trend_predictor", "0.2.0");

  private PredictionFixtures() {}

  /** An answer to one snapshot. */
  public static Prediction prediction(ModelRef model, String eventId, Instant predictedAt) {
    return new Prediction(
        model,
        Prediction.TREND,
        new EntityKey(EntityKey.VIDEO, "US|\"v\" ünïcode 🎬"),
        eventId,
        AT,
        AT.plusMillis(40),
        Map.of("views", 1_000.0, "delta_views", Double.NaN, "engagement_rate", 0.1 + 0.2),
        Map.of(Prediction.VIRAL_PROBABILITY, 0.7321, Prediction.LOG_GROWTH, -0.25),
        0.7321,
        12,
        predictedAt,
        Map.of("device", "CPU"));
  }

  /** What happened after a prediction. */
  public static Outcome outcome(Prediction prediction, boolean correct, double logGrowthError) {
    return new Outcome(
        prediction.model(),
        prediction.type(),
        prediction.entity(),
        prediction.eventId(),
        prediction.eventTime(),
        prediction.predictedAt(),
        prediction.eventId() + "-next",
        AT.plusSeconds(5400),
        1_300,
        77.0,
        null,
        0.2621,
        true,
        correct,
        logGrowthError);
  }

  /** An outcome of an answer that said neither how likely nor how much. */
  public static Outcome unjudged(Prediction prediction) {
    Outcome judged = outcome(prediction, true, 0);
    return new Outcome(
        judged.model(),
        judged.type(),
        judged.entity(),
        judged.eventId(),
        judged.eventTime(),
        judged.predictedAt(),
        judged.nextEventId(),
        judged.nextEventTime(),
        judged.views(),
        null,
        null,
        judged.logGrowth(),
        false,
        null,
        null);
  }

  /** The same answer with another probability. */
  public static Prediction withProbability(Prediction made, double probability) {
    return new Prediction(
        made.model(),
        made.type(),
        made.entity(),
        made.eventId(),
        made.eventTime(),
        made.knownAt(),
        made.inputs(),
        Map.of(Prediction.VIRAL_PROBABILITY, probability),
        made.confidence(),
        made.latencyMillis(),
        made.predictedAt(),
        made.metadata());
  }

  /** The same outcome of a video that did not take off. */
  public static Outcome calm(Outcome outcome) {
    return new Outcome(
        outcome.model(),
        outcome.type(),
        outcome.entity(),
        outcome.eventId(),
        outcome.eventTime(),
        outcome.predictedAt(),
        outcome.nextEventId(),
        outcome.nextEventTime(),
        outcome.views(),
        outcome.likes(),
        outcome.comments(),
        outcome.logGrowth(),
        false,
        outcome.correct(),
        outcome.logGrowthError());
  }

  /** An answer of the service, of which a provider takes 0.1 where it costs anything. */
  public static ServedPrediction served(
      ModelRef model, TrafficVariant variant, Instant at, long millis, String cost) {
    boolean free = cost.equals("0");
    return new ServedPrediction(
        UUID.randomUUID(),
        model,
        Prediction.TREND,
        "{\"topic\": \"\\\"ünïcode\\\" 🎬\"}",
        "{\"viral_probability\": 0.76}",
        0.87,
        Duration.ofMillis(millis),
        free ? BigDecimal.ZERO : new BigDecimal(cost),
        at,
        free
            ? Map.of(ServedPrediction.VARIANT, variant.word())
            : Map.of(ServedPrediction.VARIANT, variant.word(), ServedPrediction.API_COST, "0.1"));
  }
}
