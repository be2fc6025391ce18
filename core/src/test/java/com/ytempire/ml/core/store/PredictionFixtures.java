package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import java.time.Instant;
import java.util.Map;

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
}
