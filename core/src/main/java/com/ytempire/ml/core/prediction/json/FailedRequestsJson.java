package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonParser;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.FailedRequests;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts of failed requests as JSON in UTF-8, on one line; what is read equals what was written, to
 * the millisecond. Has no state.
 */
public final class FailedRequestsJson {
  private static final String WHAT = "a count of failed requests";

  private FailedRequestsJson() {}

  public static byte[] write(FailedRequests failed) {
    return JsonObject.write(
        out -> {
          JsonObject.text(out, "failure_id", failed.id());
          JsonObject.text(out, "model_name", failed.model().name());
          JsonObject.text(out, "model_version", failed.model().version());
          JsonObject.text(out, "variant", failed.variant().word());
          out.writeNumberField("count", failed.count());
          JsonObject.text(out, "failed_at", Times.millis(failed.at()));
        });
  }

  /**
   * @throws IOException when the bytes are no such count
   */
  public static FailedRequests read(byte[] json) throws IOException {
    var draft = new Draft();
    JsonObject.read(json, WHAT, draft);
    return draft.toFailed();
  }

  /** The fields met so far. */
  private static final class Draft implements JsonObject.Field {
    private @Nullable String id;
    private @Nullable String modelName;
    private @Nullable String modelVersion;
    private @Nullable String variant;
    private @Nullable Instant at;
    private int count;

    @Override
    public void take(String name, JsonParser in) throws IOException {
      switch (name) {
        case "failure_id" -> id = in.getText();
        case "model_name" -> modelName = in.getText();
        case "model_version" -> modelVersion = in.getText();
        case "variant" -> variant = in.getText();
        case "count" -> count = in.getIntValue();
        case "failed_at" -> at = JsonObject.time(in);
        default -> in.skipChildren();
      }
    }

    FailedRequests toFailed() throws IOException {
      try {
        return new FailedRequests(
            UUID.fromString(JsonObject.required(WHAT, "failure_id", id)),
            new ModelRef(
                JsonObject.required(WHAT, "model_name", modelName),
                JsonObject.required(WHAT, "model_version", modelVersion)),
            TrafficVariant.ofWord(JsonObject.required(WHAT, "variant", variant)),
            count,
            JsonObject.required(WHAT, "failed_at", at));
      } catch (IllegalArgumentException e) {
        throw new IOException(WHAT + ": " + e.getMessage(), e);
      }
    }
  }
}
