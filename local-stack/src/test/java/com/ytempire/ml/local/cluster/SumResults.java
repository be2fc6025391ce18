package com.ytempire.ml.local.cluster;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A table with one row per answered number, and the sink that upserts into it before every
 * checkpoint: at least once, which the key makes once.
 */
record SumResults(DatabaseSettings database) implements Sink<SumResults.Row> {
  private static final int BATCH = 50;
  private static final String UPSERT =
      """
      INSERT INTO results (id, sum, version) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET sum = excluded.sum, version = excluded.version,
          writes = results.writes + 1
      """;

  /** An answer. */
  public record Row(long id, float sum, String version) {}

  void createTable() throws SQLException {
    try (Connection connection = EmbeddedServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE results (id bigint PRIMARY KEY, sum real NOT NULL, version text NOT NULL,
              writes integer NOT NULL DEFAULT 1)
          """);
    }
  }

  /** One number of the table, such as a count. */
  long number(String expression) throws SQLException {
    try (Connection connection = EmbeddedServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + expression + " FROM results")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public SinkWriter<Row> createWriter(WriterInitContext context) throws IOException {
    try {
      return new Writer(EmbeddedServers.dataSource(database).getConnection());
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static final class Writer implements SinkWriter<Row> {
    private final Connection connection;
    private final PreparedStatement upsert;
    private int waiting;

    private Writer(Connection connection) throws SQLException {
      this.connection = connection;
      this.upsert = connection.prepareStatement(UPSERT);
    }

    @Override
    public void write(Row row, Context context) throws IOException {
      try {
        upsert.setLong(1, row.id());
        upsert.setFloat(2, row.sum());
        upsert.setString(3, row.version());
        upsert.addBatch();
        waiting++;
      } catch (SQLException e) {
        throw new IOException(e);
      }
      if (waiting == BATCH) {
        flush(false);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      try {
        upsert.executeBatch();
        waiting = 0;
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
