package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.feature.EntityKey;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The id of a prediction: made from what was asked, not from who answered, so that an input that is
 * scored again, by whatever version, takes the place of its earlier answer.
 */
public final class PredictionId {
  private PredictionId() {}

  /**
   * A name-based UUID (version 3).
   *
   * @param modelName name of the model, without a version
   * @param type what is predicted, such as {@link Prediction#TREND}
   * @param entity what it is predicted of
   * @param eventId the event whose features are the input
   */
  public static UUID of(String modelName, String type, EntityKey entity, String eventId) {
    // NUL occurs in none of the parts, so different parts never give the same text.
    String name = String.join("\0", modelName, type, entity.type(), entity.id(), eventId);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
