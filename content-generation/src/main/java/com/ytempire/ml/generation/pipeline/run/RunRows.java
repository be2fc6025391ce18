package com.ytempire.ml.generation.pipeline.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code pipeline_runs}, {@code pipeline_stages} and {@code pipeline_events}. */
final class RunRows {
  static final String COLUMNS =
      "id, pipeline, input, channel, created_by, state, cancel_requested, resumed, created_at,"
          + " started_at, ended_at, error";

  private static final String STAGES =
      """
      SELECT run_id, name, state, attempts, fallback, output, score, cost, started_at, ended_at,
          error
      FROM pipeline_stages WHERE run_id = ANY(?) ORDER BY run_id, place
      """;

  private static final String INSERT_STAGE =
      """
      INSERT INTO pipeline_stages (run_id, place, name, state, attempts, fallback, output, score,
          cost, started_at, ended_at, error)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE_STAGE =
      """
      UPDATE pipeline_stages SET state = ?, attempts = ?, fallback = ?, output = ?::jsonb,
          score = ?, cost = ?, started_at = ?, ended_at = ?, error = ?
      WHERE run_id = ? AND name = ?
      """;

  private static final String INSERT_EVENT =
      "INSERT INTO pipeline_events (run_id, at, stage, what) VALUES (?, ?, ?, ?)";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RunRows() {}

  /** A statement's parameters. */
  @FunctionalInterface
  interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** The runs that a statement gives, in its order, with their stages. */
  static List<PipelineRun> query(Connection db, String sql, Parameters parameters)
      throws SQLException {
    Map<UUID, PipelineRun> runs = new LinkedHashMap<>();
    try (PreparedStatement statement = db.prepareStatement(sql)) {
      parameters.set(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          PipelineRun run = run(row);
          runs.put(run.id(), run);
        }
      }
    }
    Map<UUID, List<StageRun>> stages = new LinkedHashMap<>();
    try (PreparedStatement statement = db.prepareStatement(STAGES)) {
      statement.setArray(1, db.createArrayOf("uuid", runs.keySet().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stages
              .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
              .add(stage(row));
        }
      }
    }
    return runs.values().stream()
        .map(run -> run.withStages(stages.getOrDefault(run.id(), List.of())))
        .toList();
  }

  private static PipelineRun run(ResultSet row) throws SQLException {
    return new PipelineRun(
        row.getObject(1, UUID.class),
        row.getString(2),
        json(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        row.getString(5),
        RunState.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
        List.of(),
        row.getBoolean(7),
        row.getInt(8),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        instant(row, 10),
        instant(row, 11),
        row.getString(12));
  }

  private static StageRun stage(ResultSet row) throws SQLException {
    double score = row.getDouble(7);
    boolean isScored = !row.wasNull();
    return new StageRun(
        row.getString(2),
        StageState.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getInt(4),
        Optional.ofNullable(row.getString(5)),
        json(row.getString(6)),
        isScored ? OptionalDouble.of(score) : OptionalDouble.empty(),
        row.getBigDecimal(8),
        instant(row, 9),
        instant(row, 10),
        row.getString(11));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime time(Optional<Instant> at) {
    return at.map(RunRows::time).orElse(null);
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void insertStages(Connection db, PipelineRun run) throws SQLException {
    try (PreparedStatement insert = db.prepareStatement(INSERT_STAGE)) {
      for (int i = 0; i < run.stages().size(); i++) {
        StageRun stage = run.stages().get(i);
        insert.setObject(1, run.id());
        insert.setInt(2, i);
        insert.setString(3, stage.name());
        set(insert, 4, stage);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static void updateStage(Connection db, UUID run, StageRun stage) throws SQLException {
    try (PreparedStatement update = db.prepareStatement(UPDATE_STAGE)) {
      int next = set(update, 1, stage);
      update.setObject(next, run);
      update.setString(next + 1, stage.name());
      update.executeUpdate();
    }
  }

  /** Sets what may change of a stage, and gives the place behind it. */
  private static int set(PreparedStatement statement, int from, StageRun stage)
      throws SQLException {
    statement.setString(from, stage.state().word());
    statement.setInt(from + 1, stage.attempts());
    statement.setString(from + 2, stage.fallback().orElse(null));
    statement.setString(from + 3, stage.output().toString());
    if (stage.score().isPresent()) {
      statement.setDouble(from + 4, stage.score().getAsDouble());
    } else {
      statement.setNull(from + 4, Types.DOUBLE);
    }
    statement.setBigDecimal(from + 5, stage.cost());
    statement.setObject(from + 6, time(stage.startedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setObject(from + 7, time(stage.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setString(from + 8, stage.error());
    return from + 9;
  }

  static void insertEvents(Connection db, UUID run, List<RunEvent> events) throws SQLException {
    try (PreparedStatement insert = db.prepareStatement(INSERT_EVENT)) {
      for (RunEvent event : events) {
        insert.setObject(1, run);
        insert.setObject(2, time(event.at()));
        insert.setString(3, event.stage());
        insert.setString(4, event.what());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
