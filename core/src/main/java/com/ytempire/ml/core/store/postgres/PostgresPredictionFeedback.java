package com.ytempire.ml.core.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.prediction.Feedback;
import com.ytempire.ml.core.prediction.json.FeedbackJson;
import com.ytempire.ml.core.store.PredictionFeedback;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The columns {@code actual_outcome} and {@code feedback_score} of the table {@code
 * model_predictions}. Feedback in {@code actual_outcome} has the key {@link FeedbackJson#MARK}.
 */
public final class PostgresPredictionFeedback implements PredictionFeedback {
  private static final String SAVE =
      """
      UPDATE model_predictions SET
          actual_outcome = CASE
              WHEN actual_outcome IS NULL THEN ?::jsonb
              WHEN actual_outcome ?? 'feedback_received_at' THEN actual_outcome || ?::jsonb
              ELSE actual_outcome END,
          feedback_score = coalesce(?, feedback_score)
      WHERE id = ?
      """;

  private static final String FIND =
      """
      SELECT actual_outcome::text, feedback_score
      FROM model_predictions
      WHERE id = ? AND actual_outcome ?? 'feedback_received_at'
      """;

  private final DataSource connections;

  /** Uses connections that stay the caller's. */
  public PostgresPredictionFeedback(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public boolean save(Feedback feedback) {
    String outcome = new String(FeedbackJson.outcome(feedback), UTF_8);
    Double score = feedback.score();
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, outcome);
      statement.setString(2, outcome);
      statement.setBigDecimal(3, score == null ? null : BigDecimal.valueOf(score));
      statement.setObject(4, feedback.predictionId());
      return statement.executeUpdate() > 0;
    } catch (SQLException e) {
      throw PostgresFailures.of("writing feedback on " + feedback.predictionId(), e);
    }
  }

  @Override
  public Optional<Feedback> find(UUID predictionId) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, predictionId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(feedback(predictionId, row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("reading feedback on " + predictionId, e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "row %s of model_predictions holds feedback that is none".formatted(predictionId), e);
    }
  }

  private static Feedback feedback(UUID predictionId, ResultSet row)
      throws SQLException, IOException {
    BigDecimal score = row.getBigDecimal(2);
    return FeedbackJson.read(
        row.getString(1).getBytes(UTF_8),
        predictionId,
        score == null ? null : Double.valueOf(score.doubleValue()));
  }
}
