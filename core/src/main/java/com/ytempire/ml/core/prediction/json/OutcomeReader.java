package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonParser;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what {@link OutcomeWriter} wrote. Unknown fields are ignored. Has no state. */
public final class OutcomeReader {
  private static final String WHAT = "an outcome";

  private OutcomeReader() {}

  /**
   * @throws IOException when the bytes are not an outcome
   */
  public static Outcome read(byte[] json) throws IOException {
    var draft = new Draft();
    JsonObject.read(json, WHAT, draft);
    return draft.toOutcome();
  }

  /** The fields met so far. */
  private static final class Draft implements JsonObject.Field {
    private @Nullable String modelName;
    private @Nullable String modelVersion;
    private @Nullable String type;
    private @Nullable String entityType;
    private @Nullable String entityId;
    private @Nullable String eventId;
    private @Nullable Instant eventTime;
    private @Nullable Instant predictedAt;
    private @Nullable String nextEventId;
    private @Nullable Instant nextEventTime;
    private @Nullable Double views;
    private @Nullable Double likes;
    private @Nullable Double comments;
    private @Nullable Double logGrowth;
    private @Nullable Boolean viral;
    private @Nullable Boolean correct;
    private @Nullable Double logGrowthError;

    @Override
    public void take(String name, JsonParser in) throws IOException {
      switch (name) {
        case "model_name" -> modelName = in.getText();
        case "model_version" -> modelVersion = in.getText();
        case "prediction_type" -> type = in.getText();
        case "entity_type" -> entityType = in.getText();
        case "entity_id" -> entityId = in.getText();
        case "event_id" -> eventId = in.getText();
        case "event_time" -> eventTime = JsonObject.time(in);
        case "predicted_at" -> predictedAt = JsonObject.time(in);
        case "next_event_id" -> nextEventId = in.getText();
        case "next_event_time" -> nextEventTime = JsonObject.time(in);
        case "views" -> views = in.getDoubleValue();
        case "likes" -> likes = in.getDoubleValue();
        case "comments" -> comments = in.getDoubleValue();
        case Prediction.LOG_GROWTH -> logGrowth = in.getDoubleValue();
        case "grew_20_percent" -> viral = in.getBooleanValue();
        case "correct" -> correct = in.getBooleanValue();
        case "log_growth_error" -> logGrowthError = in.getDoubleValue();
        default -> in.skipChildren();
      }
    }

    Outcome toOutcome() throws IOException {
      try {
        return new Outcome(
            new ModelRef(
                JsonObject.required(WHAT, "model_name", modelName),
                JsonObject.required(WHAT, "model_version", modelVersion)),
            JsonObject.required(WHAT, "prediction_type", type),
            new EntityKey(
                JsonObject.required(WHAT, "entity_type", entityType),
                JsonObject.required(WHAT, "entity_id", entityId)),
            JsonObject.required(WHAT, "event_id", eventId),
            JsonObject.required(WHAT, "event_time", eventTime),
            JsonObject.required(WHAT, "predicted_at", predictedAt),
            JsonObject.required(WHAT, "next_event_id", nextEventId),
            JsonObject.required(WHAT, "next_event_time", nextEventTime),
            JsonObject.required(WHAT, "views", views),
            likes,
            comments,
            JsonObject.required(WHAT, Prediction.LOG_GROWTH, logGrowth),
            JsonObject.required(WHAT, "grew_20_percent", viral),
            correct,
            logGrowthError);
      } catch (IllegalArgumentException e) {
        throw new IOException(WHAT + ": " + e.getMessage(), e);
      }
    }
  }
}
