package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.GoldenSet;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * All golden events at once through Kafka and the stream job: every value that is known to be right
 * is on the features topic, and the backfill of the same files leaves the same stores.
 */
@ExtendWith(RunningStack.class)
@Timeout(300)
class StreamGoldenIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(GoldenSet.featureFile(), "golden-features.yaml");

  @TempDir static Path folder;

  private static Map<String, String> backfilled;
  private static TestPlatform platform;
  private static JsonNode report;

  @BeforeAll
  static void playAllSets(LocalStack shared) throws Exception {
    Path features = folder.resolve("golden-features.yaml");
    Files.writeString(features, GoldenSet.featureFile());
    Path[] events = Arrays.stream(GoldenSet.values()).map(GoldenSet::events).toArray(Path[]::new);
    platform = TestPlatform.start(folder.resolve("data"), FreshStores.on(shared));
    report = platform.run(features, events);
    backfilled = new HashMap<>(platform.variables());
    backfilled.putAll(FreshStores.on(shared));
    backfilled.put("FEATURE_OFFLINE_PATH", folder.resolve("backfilled").toString());
    var everything =
        new BackfillOptions(
            features, Map.of(), List.of(events), Instant.MIN, Instant.MAX, Optional.empty(), 2);
    new BackfillRun(
            everything,
            backfilled,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            Clock.systemUTC())
        .run();
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void readsEveryEventAndLosesNone() {
    int golden = 0;
    for (GoldenSet set : GoldenSet.values()) {
      golden += set.features().size();
    }

    assertThat(report.path("events_out").asInt()).isEqualTo(golden);
    assertThat(report.path("events_in").asInt())
        .isEqualTo(golden + report.path("duplicates").asInt())
        .isEqualTo(report.path("records_played").asInt());
    assertThat(report.path("dead_lettered").asInt()).isZero();
    assertThat(report.path("late").asInt()).isZero();
    assertThat(report.path("lost").asInt()).isZero();
    System.out.printf(
        "%d events at %s events/s%n", golden, report.path("events_per_second").asText());
  }

  @Test
  void publishesEveryGoldenValueAndWindow() throws Exception {
    Map<String, Map<String, Double>> rows = new HashMap<>();
    Map<String, GoldenSet.Window> windows = new HashMap<>();
    Set<String> vectors = new HashSet<>();
    for (var record : platform.committed("features")) {
      JsonNode vector = JSON.readTree(record.value());
      String type = vector.path("entity_type").asText();
      String event = vector.path("event_id").asText();
      JsonNode values = vector.path("features");
      if (type.equals("window")) {
        long start = values.path("window_start_millis").path("value").asLong();
        String entity = vector.path("entity_id").asText();
        var before =
            windows.put(
                GoldenSet.windowKey(event, entity, Instant.ofEpochMilli(start).toString()),
                new GoldenSet.Window(
                    values.path("value").path("value").asDouble(),
                    values.path("samples").path("value").asLong()));
        assertThat(before).as("published twice: window of %s", entity).isNull();
        continue;
      }
      assertThat(vectors.add(type + " " + event)).as("published once: %s", event).isTrue();
      assertThat(vector.path("inputs").size())
          .as("inputs of %s %s", type, event)
          .isEqualTo(type.equals("video") ? Input.words().size() : 0);
      Map<String, Double> row = rows.computeIfAbsent(event, id -> new HashMap<>());
      values
          .properties()
          .forEach(
              value -> {
                JsonNode number = value.getValue().path("value");
                row.put(value.getKey(), number.isNull() ? Double.NaN : number.asDouble());
              });
    }

    for (GoldenSet set : GoldenSet.values()) {
      int values = 0;
      Map<String, Map<String, String>> golden = set.features();
      for (var expected : golden.entrySet()) {
        Map<String, Double> row = rows.remove(expected.getKey());
        assertThat(row).as(expected.getKey()).isNotNull();
        for (var value : expected.getValue().entrySet()) {
          Double computed = row.get(value.getKey());
          assertThat(computed).as("%s of %s", value.getKey(), expected.getKey()).isNotNull();
          GoldenSet.assertMet(
              value.getKey() + " of " + expected.getKey(), value.getValue(), computed);
          values++;
        }
      }
      int closed = 0;
      for (var expected : set.windows().entrySet()) {
        GoldenSet.Window window = windows.remove(expected.getKey());
        assertThat(window).as(expected.getKey()).isNotNull();
        GoldenSet.assertMet(
            expected.getKey(), Double.toString(expected.getValue().value()), window.value());
        assertThat(window.samples()).as(expected.getKey()).isEqualTo(expected.getValue().samples());
        closed++;
      }
      System.out.printf(
          "%s: %d values of %d events and %d windows met by the stream%n",
          set, values, golden.size(), closed);
    }
    assertThat(rows.keySet()).as("vectors of events that are not golden").isEmpty();
    // The daily sets have no golden windows; of the other sets none may be left.
    assertThat(windows.keySet()).allMatch(key -> key.contains(" 2017-") || key.contains(" 2018-"));
  }

  @Test
  void leavesTheSameRowsInPostgresAsTheBackfill() throws Exception {
    StoreContents.assertSame(
        "stream and backfill, rows of Postgres",
        StoreContents.postgres(platform.variables()),
        StoreContents.postgres(backfilled));
  }

  @Test
  void leavesTheSameValuesInRedisAsTheBackfill() {
    StoreContents.assertSame(
        "stream and backfill, keys of Redis",
        StoreContents.redis(platform.variables()),
        StoreContents.redis(backfilled));
  }

  @Test
  void leavesTheSameOfflineRowsAsTheBackfill() throws Exception {
    StoreContents.assertSame(
        "stream and backfill, offline rows",
        StoreContents.offlineRows(OfflineFeatureStore.at(platform.offline()), PLAN),
        StoreContents.offlineRows(OfflineFeatureStore.at(folder.resolve("backfilled")), PLAN));
  }
}
