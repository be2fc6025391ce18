package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.json.LineageJson;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Versions in the table {@code ml_models}. Accuracy and F1 are kept to four decimals, times to the
 * microsecond. A change of status locks the rows of its model for one short transaction, so
 * processes that activate at once take turns; a unique index holds against everyone else.
 */
public final class PostgresModelRegistry implements ModelRegistry {
  private static final String COLUMNS =
      """
      id, model_name, version, model_type, status, model_path, accuracy, f1_score,
          training_data_version, created_at, deployed_at, deprecated_at, created_by, hyperparameters,
          metadata
      """;

  private static final String INSERT =
      """
      INSERT INTO ml_models (id, model_name, version, model_type, status, model_path, accuracy,
          f1_score, training_data_version, created_at, deployed_at, deprecated_at, created_by,
          hyperparameters, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
      ON CONFLICT (model_name, version) DO NOTHING
      """;

  private static final String SELECT = "SELECT " + COLUMNS + " FROM ml_models ";
  private static final String FIND = SELECT + "WHERE model_name = ? AND version = ?";
  private static final String ACTIVE = SELECT + "WHERE model_name = ? AND status = 'active'";
  private static final String NEWEST_FIRST =
      " ORDER BY created_at DESC, model_name COLLATE \"C\", version COLLATE \"C\"";
  private static final String ALL = SELECT + NEWEST_FIRST;
  private static final String OF_MODEL = SELECT + "WHERE model_name = ?" + NEWEST_FIRST;

  /** In one order for all, so that nobody waits for each other. */
  private static final String LOCK =
      "SELECT id FROM ml_models WHERE model_name = ? ORDER BY id FOR UPDATE";

  private static final String DEMOTE =
      "UPDATE ml_models SET status = 'inactive' WHERE model_name = ? AND status = 'active'";
  private static final String PROMOTE =
      "UPDATE ml_models SET status = 'active', deployed_at = ? WHERE id = ?";
  private static final String DEPRECATE =
      "UPDATE ml_models SET status = 'deprecated', deprecated_at = ? WHERE id = ?";

  private final DataSource connections;
  private final Clock clock;

  public PostgresModelRegistry(DataSource connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public ModelVersion register(ModelVersion version) {
    ModelRegistry.requireInactive(version);
    try (Connection connection = connections.getConnection()) {
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setObject(1, version.id());
        insert.setString(2, version.ref().name());
        insert.setString(3, version.ref().version());
        insert.setString(4, version.type());
        insert.setString(5, version.status().word());
        insert.setString(6, version.path());
        insert.setObject(7, version.accuracy());
        insert.setObject(8, version.f1());
        insert.setString(9, version.trainingData());
        insert.setObject(10, time(version.createdAt()));
        insert.setObject(11, time(version.deployedAt()));
        insert.setObject(12, time(version.deprecatedAt()));
        insert.setString(13, version.createdBy());
        insert.setString(14, LineageJson.hyperparameters(version.lineage()));
        insert.setString(15, LineageJson.metadata(version.lineage()));
        insert.executeUpdate();
      }
      return require(connection, version.ref());
    } catch (SQLException e) {
      throw PostgresFailures.of("registering " + version.ref(), e);
    }
  }

  @Override
  public Optional<ModelVersion> find(ModelRef ref) {
    return query("finding " + ref, FIND, ref.name(), ref.version()).stream().findFirst();
  }

  @Override
  public Optional<ModelVersion> active(String modelName) {
    return query("finding the active " + modelName, ACTIVE, modelName).stream().findFirst();
  }

  @Override
  public List<ModelVersion> list(Optional<String> modelName) {
    return modelName.isPresent()
        ? query("listing " + modelName.get(), OF_MODEL, modelName.get())
        : query("listing models", ALL);
  }

  @Override
  public ModelVersion activate(ModelRef ref) {
    return Transactions.run(
        connections,
        "activating " + ref,
        connection -> {
          lock(connection, ref.name());
          activate(connection, ref, clock.instant());
          return require(connection, ref);
        });
  }

  @Override
  public ModelVersion deprecate(ModelRef ref) {
    return Transactions.run(
        connections,
        "deprecating " + ref,
        connection -> {
          lock(connection, ref.name());
          ModelVersion version = require(connection, ref);
          if (version.status() != ModelStatus.DEPRECATED) {
            update(connection, DEPRECATE, version.id(), clock.instant());
          }
          return require(connection, ref);
        });
  }

  /** Locks the rows of a model until the transaction ends. */
  static void lock(Connection connection, String modelName) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, modelName);
      lock.executeQuery().close();
    }
  }

  /**
   * Makes a version the active one of its model, whose rows are locked.
   *
   * @throws com.ytempire.ml.core.store.StoreRefusedException when it is unknown or deprecated
   */
  static void activate(Connection connection, ModelRef ref, Instant now) throws SQLException {
    ModelVersion version = require(connection, ref);
    if (version.status() == ModelStatus.DEPRECATED) {
      throw ModelRegistry.deprecated(ref);
    }
    if (version.status() == ModelStatus.INACTIVE) {
      try (PreparedStatement demote = connection.prepareStatement(DEMOTE)) {
        demote.setString(1, ref.name());
        demote.executeUpdate();
      }
      update(connection, PROMOTE, version.id(), now);
    }
  }

  private static void update(Connection connection, String sql, UUID id, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, time(now));
      update.setObject(2, id);
      update.executeUpdate();
    }
  }

  static ModelVersion require(Connection connection, ModelRef ref) throws SQLException {
    List<ModelVersion> found = query(connection, FIND, ref.name(), ref.version());
    if (found.isEmpty()) {
      throw ModelRegistry.unknown(ref);
    }
    return found.get(0);
  }

  private List<ModelVersion> query(String doing, String sql, String... parameters) {
    try (Connection connection = connections.getConnection()) {
      return query(connection, sql, parameters);
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }

  private static List<ModelVersion> query(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<ModelVersion> versions = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.add(version(row));
        }
      }
      return versions;
    }
  }

  private static ModelVersion version(ResultSet row) throws SQLException {
    String status = row.getString("status");
    Instant createdAt = instant(row, "created_at");
    return new ModelVersion(
        row.getObject("id", UUID.class),
        new ModelRef(row.getString("model_name"), row.getString("version")),
        row.getString("model_type"),
        // Both columns may be null in rows that others wrote.
        status == null ? ModelStatus.INACTIVE : ModelStatus.ofWord(status),
        row.getString("model_path"),
        number(row, "accuracy"),
        number(row, "f1_score"),
        row.getString("training_data_version"),
        createdAt == null ? Instant.EPOCH : createdAt,
        instant(row, "deployed_at"),
        instant(row, "deprecated_at"),
        row.getString("created_by"),
        lineage(row));
  }

  private static ModelLineage lineage(ResultSet row) throws SQLException {
    try {
      return LineageJson.read(row.getString("hyperparameters"), row.getString("metadata"));
    } catch (IOException e) {
      throw new SQLException("ml_models holds what is no JSON: " + e.getMessage(), e);
    }
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
