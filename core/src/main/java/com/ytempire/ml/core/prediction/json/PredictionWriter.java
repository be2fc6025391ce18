package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.prediction.Prediction;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a {@link Prediction} as JSON in UTF-8, as the topic {@code predictions} has it; what
 * {@link PredictionReader} reads from it equals what was written. Times are cut to the millisecond.
 * Has no state.
 */
public final class PredictionWriter {
  private PredictionWriter() {}

  /** The whole prediction. */
  public static byte[] write(Prediction prediction) {
    return JsonObject.write(
        out -> {
          head(prediction, out);
          JsonObject.numbers(out, "inputs", prediction.inputs());
          JsonObject.numbers(out, "outputs", prediction.outputs());
        });
  }

  /** All but inputs and outputs, which a table has in columns of their own. */
  public static byte[] writeHead(Prediction prediction) {
    return JsonObject.write(out -> head(prediction, out));
  }

  private static void head(Prediction prediction, JsonGenerator out) throws IOException {
    JsonObject.text(out, "prediction_id", prediction.id());
    JsonObject.text(out, "model_name", prediction.model().name());
    JsonObject.text(out, "model_version", prediction.model().version());
    JsonObject.text(out, "prediction_type", prediction.type());
    JsonObject.text(out, "entity_type", prediction.entity().type());
    JsonObject.text(out, "entity_id", prediction.entity().id());
    JsonObject.text(out, "event_id", prediction.eventId());
    JsonObject.text(out, "event_time", Times.millis(prediction.eventTime()));
    JsonObject.text(out, "known_at", Times.millis(prediction.knownAt()));
    JsonObject.text(out, "predicted_at", Times.millis(prediction.predictedAt()));
    out.writeNumberField("input_age_ms", prediction.inputAge().toMillis());
    out.writeNumberField("latency_ms", prediction.latencyMillis());
    JsonObject.number(out, "confidence", prediction.confidence());
    out.writeObjectFieldStart("metadata");
    for (Map.Entry<String, String> entry : new TreeMap<>(prediction.metadata()).entrySet()) {
      out.writeStringField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }
}
