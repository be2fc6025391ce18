package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link Outcome} as JSON in UTF-8, as the topic {@code outcomes} and the column {@code
 * actual_outcome} have it; what {@link OutcomeReader} reads from it equals what was written. Times
 * are cut to the millisecond. Has no state.
 */
public final class OutcomeWriter {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private OutcomeWriter() {}

  public static byte[] write(Outcome outcome) {
    return JsonObject.write(out -> write(outcome, out));
  }

  private static void write(Outcome outcome, JsonGenerator out) throws IOException {
    JsonObject.text(out, "prediction_id", outcome.predictionId());
    JsonObject.text(out, "model_name", outcome.model().name());
    JsonObject.text(out, "model_version", outcome.model().version());
    JsonObject.text(out, "prediction_type", outcome.type());
    JsonObject.text(out, "entity_type", outcome.entity().type());
    JsonObject.text(out, "entity_id", outcome.entity().id());
    JsonObject.text(out, "event_id", outcome.eventId());
    JsonObject.text(out, "event_time", Times.millis(outcome.eventTime()));
    JsonObject.text(out, "predicted_at", Times.millis(outcome.predictedAt()));
    JsonObject.text(out, "next_event_id", outcome.nextEventId());
    JsonObject.text(out, "next_event_time", Times.millis(outcome.nextEventTime()));
    JsonObject.number(out, "elapsed_hours", outcome.elapsed().toMillis() / MILLIS_PER_HOUR);
    JsonObject.number(out, "views", outcome.views());
    JsonObject.number(out, "likes", outcome.likes());
    JsonObject.number(out, "comments", outcome.comments());
    JsonObject.number(out, Prediction.LOG_GROWTH, outcome.logGrowth());
    out.writeBooleanField("grew_20_percent", outcome.viral());
    flag(out, "correct", outcome.correct());
    JsonObject.number(out, "log_growth_error", outcome.logGrowthError());
  }

  private static void flag(JsonGenerator out, String name, @Nullable Boolean value)
      throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeBoolean(value);
    }
  }
}
