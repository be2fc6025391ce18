package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One answer of a model about one entity, with what it was asked.
 *
 * @param model the version that answered
 * @param type what is predicted, such as {@link #TREND}
 * @param entity what it is predicted of
 * @param eventId the event whose features are the input
 * @param eventTime the time as of which the input holds
 * @param knownAt when the platform first had the input
 * @param inputs by name, as the model got them; NaN where a value was missing
 * @param outputs by name, such as {@link #VIRAL_PROBABILITY}
 * @param confidence how sure the model is, 0 to 1
 * @param latencyMillis from asking the model to its answer, waiting in its queue included
 * @param predictedAt when it answered
 * @param metadata about the run, such as {@code device}
 */
public record Prediction(
    ModelRef model,
    String type,
    EntityKey entity,
    String eventId,
    Instant eventTime,
    Instant knownAt,
    Map<String, Double> inputs,
    Map<String, Double> outputs,
    double confidence,
    long latencyMillis,
    Instant predictedAt,
    Map<String, String> metadata) {
  /** Type of a prediction of how a video's views will grow. */
  public static final String TREND = "trend_prediction";

  /** Output: probability, 0 to 1, that the next snapshot has at least a fifth more views. */
  public static final String VIRAL_PROBABILITY = "viral_probability";

  /** Output: expected {@link Growth#log growth} until the next snapshot. */
  public static final String LOG_GROWTH = "log_growth";

  /** Output of versions that tell it: expected log growth of likes until the next snapshot. */
  public static final String LIKES_LOG_GROWTH = "likes_log_growth";

  /** Output of versions that tell it: expected log growth of comments until the next snapshot. */
  public static final String COMMENTS_LOG_GROWTH = "comments_log_growth";

  /** Output of versions that tell it: hours from the snapshot until views grow fastest. */
  public static final String HOURS_TO_PEAK = "hours_to_peak";

  /** Output: expected views in the next snapshot, where the input says how many there are now. */
  public static final String EXPECTED_VIEWS = "expected_views";

  /**
   * @throws IllegalArgumentException when the confidence is not in 0 to 1
   */
  public Prediction {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "confidence %s of a prediction of %s; expected 0 to 1".formatted(confidence, model));
    }
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
    metadata = Map.copyOf(metadata);
  }

  /** See {@link PredictionId}. */
  public UUID id() {
    return PredictionId.of(model.name(), type, entity, eventId);
  }

  /** An output, or NaN where the model has none of this name. */
  public double output(String name) {
    return outputs.getOrDefault(name, Double.NaN);
  }

  /** How old the input was when the model answered, by the platform's clock. */
  public Duration inputAge() {
    return Duration.between(knownAt, predictedAt);
  }
}
