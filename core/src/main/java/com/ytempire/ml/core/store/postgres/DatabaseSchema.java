package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the platform's schema. Processes that start together may all call it.
 *
 * <p>The embedding tables have a migration history of their own, one for servers with pgvector and
 * one for servers without; a database whose server gains the extension is converted, rows and all.
 */
public final class DatabaseSchema {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseSchema.class);

  private static final String VECTOR =
      """
      SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector'),
          EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector'),
          (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
              OR EXISTS (SELECT FROM pg_available_extension_versions
                         WHERE name = 'vector' AND trusted)
      """;

  private DatabaseSchema() {}

  /**
   * Applies what is missing and leaves the rest alone.
   *
   * @return whether embeddings can be searched in SQL; false when the server has no pgvector, or
   *     the role may not create the extension
   * @throws StoreUnavailableException when the server does not answer
   * @throws IllegalStateException when the database holds another schema under these names
   */
  public static boolean migrate(DataSource database) {
    boolean vector = hasVector(database);
    apply(database, "db/migration", "flyway_schema_history");
    if (vector) {
      apply(database, "db/vector", "flyway_vector_history");
    } else {
      apply(database, "db/no-vector", "flyway_no_vector_history");
    }
    return vector;
  }

  private static boolean hasVector(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VECTOR)) {
      row.next();
      boolean created = row.getBoolean(1);
      boolean available = row.getBoolean(2);
      boolean allowed = row.getBoolean(3);
      if (created && !available) {
        LOG.warn(
            "the database uses pgvector but its server no longer has it:"
                + " embeddings are unreadable until it is back");
      } else if (available && !created && !allowed) {
        LOG.warn(
            "the server has pgvector but this role may not create it:"
                + " run CREATE EXTENSION vector as a superuser and start again");
      }
      return available && (created || allowed);
    } catch (SQLException e) {
      throw PostgresFailures.of("looking for pgvector", e);
    }
  }

  private static void apply(DataSource database, String location, String history) {
    try {
      Flyway.configure(DatabaseSchema.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:" + location)
          .table(history)
          // The second history starts in a schema that is not empty.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw PostgresFailures.of("migrating " + location, cause);
      }
      throw new IllegalStateException("migrating " + location + " failed", e);
    }
  }
}
