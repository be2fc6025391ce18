package com.ytempire.ml.bench.features;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.store.json.FeatureJson;
import com.ytempire.ml.core.store.redis.RedisConnections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;

/** The fastest ways to put the rows of feature writes into the servers, with no guarantees. */
final class RawWrites implements AutoCloseable {
  private static final int FLUSH_CHARS = 1 << 16;

  private final DataSource connections;
  private final RedisClient redis;
  private final String entityType;
  private final SetParams expiry;

  /** Whether the table that is copied into has the feature store's indexes. */
  enum Indexes {
    NONE,
    AS_IN_STORE
  }

  RawWrites(DataSource connections, RedisSettings redis, String entityType, Duration cacheTtl) {
    this.connections = connections;
    this.redis = RedisConnections.open(redis, 2);
    this.entityType = entityType;
    this.expiry = new SetParams().ex(cacheTtl.toSeconds());
  }

  /** Nanoseconds for one {@code COPY} of all rows into an empty table. */
  long copy(FeatureSchema schema, List<FeatureWrite> writes, Indexes indexes)
      throws SQLException, IOException {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS benchmark_copy");
      statement.execute(
          "CREATE TABLE benchmark_copy (LIKE feature_store INCLUDING DEFAULTS"
              + (indexes == Indexes.AS_IN_STORE ? " INCLUDING INDEXES)" : ")"));
      long started = System.nanoTime();
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "COPY benchmark_copy (entity_type, entity_id, feature_name, feature_value,"
                      + " feature_version, computed_at, ttl_seconds, metadata) FROM STDIN");
      var text = new StringBuilder(FLUSH_CHARS + 1024);
      for (FeatureWrite write : writes) {
        for (FeatureColumn column : schema.columns()) {
          appendRow(text, column, write);
        }
        if (text.length() > FLUSH_CHARS) {
          send(copy, text);
        }
      }
      send(copy, text);
      copy.endCopy();
      long nanos = System.nanoTime() - started;
      statement.execute("DROP TABLE benchmark_copy");
      return nanos;
    }
  }

  private static void appendRow(StringBuilder text, FeatureColumn column, FeatureWrite write) {
    text.append(write.entity().type()).append('\t').append(write.entity().id()).append('\t');
    text.append(column.name()).append('\t');
    FeatureJson.appendValue(text, column, write);
    text.append('\t').append(column.version()).append('\t').append(write.eventTime());
    text.append('\t').append(column.ttl().toSeconds()).append("\t{\"event_id\":\"");
    text.append(write.eventId()).append("\",\"known_at\":\"").append(write.knownAt());
    text.append("\"}\n");
  }

  private static void send(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  /** Nanoseconds for pipelined {@code SET}s of all values, one pipeline per batch of entities. */
  long set(FeatureSchema schema, List<FeatureWrite> writes, int batchSize) {
    long started = System.nanoTime();
    var text = new StringBuilder(128);
    for (int from = 0; from < writes.size(); from += batchSize) {
      try (AbstractPipeline pipeline = redis.pipelined()) {
        int end = Math.min(writes.size(), from + batchSize);
        for (FeatureWrite write : writes.subList(from, end)) {
          String time = write.eventTime().toString();
          for (FeatureColumn column : schema.columns()) {
            text.setLength(0);
            text.append("{\"computed_at\":\"").append(time).append("\",\"event_id\":\"");
            text.append(write.eventId()).append("\",\"version\":1,\"value\":");
            FeatureJson.appendValue(text, column, write);
            String key =
                "benchmark:" + entityType + ":" + write.entity().id() + ":" + column.name();
            pipeline.set(key, text.append('}').toString(), expiry);
          }
        }
        pipeline.sync();
      }
    }
    return System.nanoTime() - started;
  }

  /** Deletes what the benchmark wrote, through the stores too. */
  void cleanUp() throws SQLException {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS benchmark_copy");
      statement.execute("DELETE FROM feature_store WHERE entity_type = '" + entityType + "'");
    }
    delete("benchmark:" + entityType + ":*");
    delete("features:" + entityType + ":*");
  }

  private void delete(String pattern) {
    ScanParams params = new ScanParams().match(pattern).count(1000);
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> found = redis.scan(cursor, params);
      if (!found.getResult().isEmpty()) {
        redis.unlink(found.getResult().toArray(String[]::new));
      }
      cursor = found.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
  }

  @Override
  public void close() {
    redis.close();
  }
}
