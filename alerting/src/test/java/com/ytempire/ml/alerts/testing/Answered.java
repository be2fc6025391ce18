package com.ytempire.ml.alerts.testing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** Puts versions and their answers into a database. */
public final class Answered {
  private static final String VERSION =
      """
      INSERT INTO ml_models (id, model_name, model_type, version, status, model_path)
      VALUES (?, ?, ?, ?, 'active', 'nowhere')
      """;

  private static final String ANSWER =
      """
      INSERT INTO model_predictions (model_id, prediction_type, input_data, prediction, latency_ms,
          cost, actual_outcome, created_at, metadata)
      SELECT ?, 'trend', '{}', '{"viral_probability": 0.9}', ?, ?, ?::jsonb, ?,
          '{"metadata": {"variant": "active", "api_cost": "0.25"}}'
      FROM generate_series(1, ?)
      """;

  private final DataSource database;

  public Answered(DataSource database) {
    this.database = database;
  }

  /** A new active version. */
  public UUID version(String model, String version) throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(VERSION)) {
      insert.setObject(1, id);
      insert.setString(2, model);
      insert.setString(3, model);
      insert.setString(4, version);
      insert.executeUpdate();
    }
    return id;
  }

  /** Answers at a time, as many as asked for. */
  public void slow(UUID version, int count, int millis, Instant at) throws SQLException {
    insert(version, count, millis, BigDecimal.ZERO, null, at);
  }

  /** Answers that cost money. */
  public void paid(UUID version, int count, String dollars, Instant at) throws SQLException {
    insert(version, count, 10, new BigDecimal(dollars), null, at);
  }

  /** Answers that said "takes off", and whether it did. */
  public void judged(UUID version, int count, boolean right, Instant at) throws SQLException {
    insert(version, count, 10, BigDecimal.ZERO, "{\"grew_20_percent\": %s}".formatted(right), at);
  }

  private void insert(
      UUID version,
      int count,
      int millis,
      BigDecimal cost,
      @org.jspecify.annotations.Nullable String outcome,
      Instant at)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(ANSWER)) {
      insert.setObject(1, version);
      insert.setInt(2, millis);
      insert.setBigDecimal(3, cost);
      insert.setString(4, outcome);
      insert.setObject(5, at.atOffset(ZoneOffset.UTC));
      insert.setInt(6, count);
      insert.executeUpdate();
    }
  }
}
