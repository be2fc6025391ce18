package com.ytempire.ml.local.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.features.FeatureSchemas;
import com.ytempire.ml.local.server.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * All that the feature stores hold, read from the servers themselves rather than through the
 * platform's own clients, in a form that can be compared. When the platform learnt of a value and
 * when it wrote it is left out: that differs from run to run.
 *
 * @param postgres rows of {@code feature_store} by entity type, entity, feature and version: value,
 *     event time, seconds to live and the rest of the metadata
 * @param redis value by key, as {@code time of event version: number}
 * @param offline how often each row of the Parquet files is there
 */
record StoreContents(
    Map<String, String> postgres, Map<String, String> redis, Map<String, Integer> offline) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
  private static final int SHOWN = 5;

  /**
   * Reads all three stores.
   *
   * @param variables where Postgres and Redis are
   * @param offline folder of the Parquet files
   * @param plan tells the columns of the files
   */
  static StoreContents read(Map<String, String> variables, Path offline, FeaturePlan plan)
      throws SQLException, IOException {
    return new StoreContents(
        postgres(variables), redis(variables), offlineRows(OfflineFeatureStore.at(offline), plan));
  }

  static Map<String, String> postgres(Map<String, String> variables) throws SQLException {
    Map<String, String> rows = new HashMap<>();
    try (Connection connection =
            DatabaseUrl.parse(variables.getOrDefault("DATABASE_URL", "")).connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT entity_type || ' ' || entity_id || ' ' || feature_name || ' v'
                    || feature_version,
                  feature_value::text || ' at ' || computed_at || ' for ' || ttl_seconds || ' '
                    || (metadata - 'known_at' - 'written_at')
                FROM feature_store
                """)) {
      while (found.next()) {
        rows.put(found.getString(1), found.getString(2));
      }
    }
    return rows;
  }

  static Map<String, String> redis(Map<String, String> variables) {
    Map<String, String> values = new HashMap<>();
    var features = new ScanParams().match("features:*").count(5_000);
    try (Jedis redis = new Jedis(URI.create(variables.getOrDefault("REDIS_URL", "")))) {
      String cursor = ScanParams.SCAN_POINTER_START;
      do {
        ScanResult<String> page = redis.scan(cursor, features);
        String[] keys = page.getResult().toArray(String[]::new);
        List<String> found = keys.length == 0 ? List.of() : redis.mget(keys);
        for (int i = 0; i < keys.length; i++) {
          values.put(keys[i], canonical(found.get(i)));
        }
        cursor = page.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }
    return values;
  }

  /**
   * A value with its numbers as doubles: what was copied from Postgres is written as Postgres
   * writes numbers, {@code 12000000} for {@code 1.2E7}.
   */
  private static String canonical(String json) {
    try {
      JsonNode stored = JSON.readTree(json);
      JsonNode value = stored.path("value");
      String number = value.isNumber() ? Double.toString(value.doubleValue()) : value.toString();
      if (value.isArray()) {
        var floats = new StringBuilder();
        value.forEach(component -> floats.append(component.floatValue()).append(' '));
        number = floats.toString();
      }
      return "%s of %s v%s: %s"
          .formatted(
              stored.path("computed_at").asText(),
              stored.path("event_id").asText(),
              stored.path("version").asText(),
              number);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON in Redis: " + json, e);
    }
  }

  static Map<String, Integer> offlineRows(OfflineFeatureStore store, FeaturePlan plan)
      throws IOException {
    Map<String, Integer> rows = new HashMap<>();
    List<FeatureSchema> schemas = new ArrayList<>(FeatureSchemas.ofStores(plan).values());
    schemas.add(FeatureSchemas.CLOSED_WINDOWS);
    for (FeatureSchema schema : schemas) {
      store.scan(
          schema,
          Instant.EPOCH,
          LAST,
          (row, present) -> rows.merge(text(schema, row, present), 1, Integer::sum));
    }
    return rows;
  }

  private static String text(FeatureSchema schema, FeatureWrite row, boolean[] present) {
    var text = new StringBuilder(256);
    text.append(row.entity()).append(' ').append(row.eventId()).append(' ').append(row.eventTime());
    List<FeatureColumn> columns = schema.columns();
    for (int i = 0; i < columns.size(); i++) {
      FeatureColumn column = columns.get(i);
      text.append(' ').append(column.name()).append('=');
      if (!present[i]) {
        text.append("absent");
      } else if (column.kind() == ValueKind.EMBEDDING) {
        text.append(Arrays.hashCode(row.embeddings()[column.slot()]));
      } else {
        text.append(row.numbers()[column.slot()]);
      }
    }
    return text.toString();
  }

  void assertSamePostgres(StoreContents expected, String what) {
    assertSame(what + ": rows of Postgres", expected.postgres, postgres);
  }

  void assertSameRedis(StoreContents expected, String what) {
    assertSame(what + ": keys of Redis", expected.redis, redis);
  }

  void assertSameOffline(StoreContents expected, String what) {
    assertSame(what + ": offline rows", expected.offline, offline);
  }

  /** Fails unless both maps are the same and hold something; prints how much. */
  static void assertSame(String what, Map<String, ?> expected, Map<String, ?> actual) {
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (Map.Entry<String, ?> entry : expected.entrySet()) {
      Object other = actual.get(entry.getKey());
      if (!Objects.equals(entry.getValue(), other)) {
        count++;
        if (differences.size() < SHOWN) {
          differences.add(entry.getKey() + ": " + entry.getValue() + " became " + other);
        }
      }
    }
    int added = 0;
    for (String key : actual.keySet()) {
      if (!expected.containsKey(key)) {
        added++;
        if (added <= SHOWN) {
          differences.add("added: " + key + ": " + actual.get(key));
        }
      }
    }
    if (count + added > 0 || expected.isEmpty()) {
      throw new AssertionError(
          "%s: of %d, %d are missing or differ and %d were added:%n%s"
              .formatted(what, expected.size(), count, added, String.join("\n", differences)));
    }
    System.out.printf("%s: %d equal%n", what, expected.size());
  }
}
