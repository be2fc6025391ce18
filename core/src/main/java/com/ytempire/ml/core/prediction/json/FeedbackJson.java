package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.ytempire.ml.core.prediction.Feedback;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as JSON in UTF-8. Fields that were not said are absent. {@code feedback_received_at} is
 * in no {@link com.ytempire.ml.core.prediction.Outcome}, whose JSON may stand in the same places.
 * Has no state.
 */
public final class FeedbackJson {
  /** The field that tells feedback from an outcome that a job measured. */
  public static final String MARK = "feedback_received_at";

  private static final String WHAT = "feedback";

  private FeedbackJson() {}

  /** Everything, as the topic {@code outcomes} has it. */
  public static byte[] message(Feedback feedback) {
    return JsonObject.write(
        out -> {
          JsonObject.text(out, "prediction_id", feedback.predictionId());
          happened(feedback, out);
          if (feedback.score() != null) {
            out.writeNumberField("feedback_score", feedback.score());
          }
        });
  }

  /** What happened, as the column {@code actual_outcome} has it. */
  public static byte[] outcome(Feedback feedback) {
    return JsonObject.write(out -> happened(feedback, out));
  }

  private static void happened(Feedback feedback, JsonGenerator out) throws IOException {
    JsonObject.text(out, MARK, Times.millis(feedback.receivedAt()));
    number(out, "views", feedback.views());
    number(out, "likes", feedback.likes());
    number(out, "comments", feedback.comments());
    if (feedback.grewTwentyPercent() != null) {
      out.writeBooleanField("grew_20_percent", feedback.grewTwentyPercent());
    }
    if (feedback.remark() != null) {
      out.writeStringField("comment", feedback.remark());
    }
  }

  private static void number(JsonGenerator out, String name, @Nullable Long value)
      throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }

  /**
   * Reads what {@link #message} or {@link #outcome} wrote.
   *
   * @param predictionId the prediction, where the JSON does not name it
   * @param score the score, where the JSON does not hold it
   * @throws IOException when the bytes are no feedback
   */
  public static Feedback read(byte[] json, @Nullable UUID predictionId, @Nullable Double score)
      throws IOException {
    var draft = new Draft(predictionId, score);
    JsonObject.read(json, WHAT, draft);
    return draft.toFeedback();
  }

  /** The fields met so far. */
  private static final class Draft implements JsonObject.Field {
    private @Nullable UUID predictionId;
    private @Nullable Double score;
    private @Nullable Instant receivedAt;
    private @Nullable Long views;
    private @Nullable Long likes;
    private @Nullable Long comments;
    private @Nullable Boolean grew;
    private @Nullable String remark;

    Draft(@Nullable UUID predictionId, @Nullable Double score) {
      this.predictionId = predictionId;
      this.score = score;
    }

    @Override
    public void take(String name, JsonParser in) throws IOException {
      switch (name) {
        case "prediction_id" -> predictionId = UUID.fromString(in.getText());
        case MARK -> receivedAt = JsonObject.time(in);
        case "views" -> views = in.getLongValue();
        case "likes" -> likes = in.getLongValue();
        case "comments" -> comments = in.getLongValue();
        case "grew_20_percent" -> grew = in.getBooleanValue();
        case "comment" -> remark = in.getText();
        case "feedback_score" -> score = in.getDoubleValue();
        default -> in.skipChildren();
      }
    }

    Feedback toFeedback() throws IOException {
      return new Feedback(
          JsonObject.required(WHAT, "prediction_id", predictionId),
          views,
          likes,
          comments,
          grew,
          score,
          remark,
          JsonObject.required(WHAT, MARK, receivedAt));
    }
  }
}
