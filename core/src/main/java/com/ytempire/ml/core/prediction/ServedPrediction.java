package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One answer of the service to one request.
 *
 * @param id what the response calls {@code prediction_id}
 * @param model the version that answered
 * @param type what was predicted, at most 50 characters
 * @param inputJson what the model was asked, a JSON object
 * @param outputJson what was answered, a JSON object; {@link Prediction#VIRAL_PROBABILITY} in it is
 *     what an outcome is compared with
 * @param confidence how sure the model is, 0 to 1
 * @param latency from the request to its answer
 * @param cost what the answer cost, at least 0
 * @param at when it was given
 * @param metadata about the run: {@link #VARIANT} always, other keys as the caller likes
 */
public record ServedPrediction(
    UUID id,
    ModelRef model,
    String type,
    String inputJson,
    String outputJson,
    double confidence,
    Duration latency,
    BigDecimal cost,
    Instant at,
    Map<String, String> metadata) {
  /** Key of the metadata: which part the version had, a word of {@link TrafficVariant}. */
  public static final String VARIANT = "variant";

  /** Key of the metadata of a shadow's answer: id of the answer that was given in its place. */
  public static final String SHADOW_OF = "shadow_of";

  /** Key of the metadata: the part of the cost that a provider takes; absent where none does. */
  public static final String API_COST = "api_cost";

  /**
   * @throws IllegalArgumentException when the confidence is not in 0 to 1 or no known variant is
   *     named
   */
  public ServedPrediction {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "confidence %s of an answer of %s; expected 0 to 1".formatted(confidence, model));
    }
    metadata = Map.copyOf(metadata);
    TrafficVariant.ofWord(metadata.getOrDefault(VARIANT, "absent"));
  }

  /** Which part the version had. */
  public TrafficVariant variant() {
    return TrafficVariant.ofWord(metadata.getOrDefault(VARIANT, "absent"));
  }
}
