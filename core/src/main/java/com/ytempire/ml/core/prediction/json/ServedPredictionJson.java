package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.ServedPrediction;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the service as JSON in UTF-8, on one line. Times and latencies are cut to the
 * millisecond; what is read equals what was written. Has no state.
 */
public final class ServedPredictionJson {
  private static final String WHAT = "a served prediction";

  private ServedPredictionJson() {}

  /** The whole answer, input and output as texts. */
  public static byte[] write(ServedPrediction served) {
    return JsonObject.write(
        out -> {
          head(served, out);
          JsonObject.text(out, "cost", served.cost().toPlainString());
          out.writeStringField("input_json", served.inputJson());
          out.writeStringField("output_json", served.outputJson());
        });
  }

  /** All but input, output and cost, which a table has in columns of their own. */
  public static byte[] writeHead(ServedPrediction served) {
    return JsonObject.write(out -> head(served, out));
  }

  private static void head(ServedPrediction served, JsonGenerator out) throws IOException {
    JsonObject.text(out, "prediction_id", served.id());
    JsonObject.text(out, "model_name", served.model().name());
    JsonObject.text(out, "model_version", served.model().version());
    JsonObject.text(out, "prediction_type", served.type());
    JsonObject.text(out, "predicted_at", Times.millis(served.at()));
    out.writeBooleanField("served", true);
    out.writeNumberField("latency_ms", served.latency().toMillis());
    JsonObject.number(out, "confidence", served.confidence());
    out.writeObjectFieldStart("metadata");
    for (Map.Entry<String, String> entry : new TreeMap<>(served.metadata()).entrySet()) {
      out.writeStringField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when the bytes are not an answer
   */
  public static ServedPrediction read(byte[] json) throws IOException {
    var draft = new Draft();
    JsonObject.read(json, WHAT, draft);
    return draft.toServed(
        JsonObject.required(WHAT, "input_json", draft.inputJson),
        JsonObject.required(WHAT, "output_json", draft.outputJson),
        JsonObject.required(WHAT, "cost", draft.cost));
  }

  /**
   * Reads an answer whose input, output and cost are kept elsewhere.
   *
   * @throws IOException when the bytes are not the head of an answer
   */
  public static ServedPrediction read(
      byte[] head, String inputJson, String outputJson, BigDecimal cost) throws IOException {
    var draft = new Draft();
    JsonObject.read(head, WHAT, draft);
    return draft.toServed(inputJson, outputJson, cost);
  }

  /** The fields met so far. */
  private static final class Draft implements JsonObject.Field {
    private @Nullable String id;
    private @Nullable String modelName;
    private @Nullable String modelVersion;
    private @Nullable String type;
    private @Nullable Instant at;
    private @Nullable String inputJson;
    private @Nullable String outputJson;
    private @Nullable BigDecimal cost;
    private Map<String, String> metadata = Map.of();
    private double confidence;
    private long latencyMillis;

    @Override
    public void take(String name, JsonParser in) throws IOException {
      switch (name) {
        case "prediction_id" -> id = in.getText();
        case "model_name" -> modelName = in.getText();
        case "model_version" -> modelVersion = in.getText();
        case "prediction_type" -> type = in.getText();
        case "predicted_at" -> at = JsonObject.time(in);
        case "latency_ms" -> latencyMillis = in.getLongValue();
        case "confidence" -> confidence = in.getDoubleValue();
        case "metadata" -> metadata = JsonObject.texts(in);
        case "cost" -> cost = decimal(in.getText());
        case "input_json" -> inputJson = in.getText();
        case "output_json" -> outputJson = in.getText();
        default -> in.skipChildren();
      }
    }

    private static BigDecimal decimal(String text) throws IOException {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        throw new IOException(WHAT + ": its cost is no number: " + text, e);
      }
    }

    ServedPrediction toServed(String given, String answered, BigDecimal paid) throws IOException {
      try {
        return new ServedPrediction(
            UUID.fromString(JsonObject.required(WHAT, "prediction_id", id)),
            new ModelRef(
                JsonObject.required(WHAT, "model_name", modelName),
                JsonObject.required(WHAT, "model_version", modelVersion)),
            JsonObject.required(WHAT, "prediction_type", type),
            given,
            answered,
            confidence,
            Duration.ofMillis(latencyMillis),
            paid,
            JsonObject.required(WHAT, "predicted_at", at),
            metadata);
      } catch (IllegalArgumentException e) {
        throw new IOException(WHAT + ": " + e.getMessage(), e);
      }
    }
  }
}
