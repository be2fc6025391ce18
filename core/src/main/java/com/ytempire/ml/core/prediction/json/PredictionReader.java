package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonParser;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Prediction;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PredictionWriter} wrote. Unknown fields are ignored. Has no state. */
public final class PredictionReader {
  private static final String WHAT = "a prediction";

  private PredictionReader() {}

  /**
   * Reads a whole prediction.
   *
   * @throws IOException when the bytes are not a prediction
   */
  public static Prediction read(byte[] json) throws IOException {
    var draft = new Draft();
    JsonObject.read(json, WHAT, draft);
    return draft.toPrediction(draft.inputs, draft.outputs);
  }

  /**
   * Reads a prediction whose inputs and outputs are kept elsewhere.
   *
   * @throws IOException when the bytes are not the head of a prediction
   */
  public static Prediction read(
      byte[] head, Map<String, Double> inputs, Map<String, Double> outputs) throws IOException {
    var draft = new Draft();
    JsonObject.read(head, WHAT, draft);
    return draft.toPrediction(inputs, outputs);
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
    private @Nullable Instant knownAt;
    private @Nullable Instant predictedAt;
    private @Nullable Map<String, Double> inputs;
    private @Nullable Map<String, Double> outputs;
    private Map<String, String> metadata = Map.of();
    private double confidence;
    private long latencyMillis;

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
        case "known_at" -> knownAt = JsonObject.time(in);
        case "predicted_at" -> predictedAt = JsonObject.time(in);
        case "inputs" -> inputs = JsonObject.numbers(in);
        case "outputs" -> outputs = JsonObject.numbers(in);
        case "metadata" -> metadata = JsonObject.texts(in);
        case "confidence" -> confidence = in.getDoubleValue();
        case "latency_ms" -> latencyMillis = in.getLongValue();
        default -> in.skipChildren();
      }
    }

    Prediction toPrediction(
        @Nullable Map<String, Double> given, @Nullable Map<String, Double> answered)
        throws IOException {
      try {
        return new Prediction(
            new ModelRef(
                JsonObject.required(WHAT, "model_name", modelName),
                JsonObject.required(WHAT, "model_version", modelVersion)),
            JsonObject.required(WHAT, "prediction_type", type),
            new EntityKey(
                JsonObject.required(WHAT, "entity_type", entityType),
                JsonObject.required(WHAT, "entity_id", entityId)),
            JsonObject.required(WHAT, "event_id", eventId),
            JsonObject.required(WHAT, "event_time", eventTime),
            JsonObject.required(WHAT, "known_at", knownAt),
            JsonObject.required(WHAT, "inputs", given),
            JsonObject.required(WHAT, "outputs", answered),
            confidence,
            latencyMillis,
            JsonObject.required(WHAT, "predicted_at", predictedAt),
            metadata);
      } catch (IllegalArgumentException e) {
        throw new IOException(WHAT + ": " + e.getMessage(), e);
      }
    }
  }
}
