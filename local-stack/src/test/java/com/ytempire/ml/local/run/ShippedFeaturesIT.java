package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.postgres.PostgresContentIndex;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.GoldenSet;
import com.ytempire.ml.inference.text.BundledMiniLm;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The feature file that the project ships, with its text models, on the first hours of the real
 * hourly events: golden values where there are any, and the same after a kill.
 */
@ExtendWith(RunningStack.class)
@Timeout(240)
class ShippedFeaturesIT {
  private static final Path SHIPPED = Path.of("..", "config", "features.yaml");
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int EVENTS = 700;

  /** Golden columns under the names that the shipped file gives them. */
  private static final Map<String, String> GOLDEN =
      Map.of(
          "hour_of_day_sin", "hour_sin",
          "hour_of_day_cos", "hour_cos",
          "day_of_week", "day_of_week",
          "is_weekend", "is_weekend",
          "view_velocity", "view_velocity_1h",
          "engagement_rate", "engagement_rate",
          "subscriber_tier", "subscriber_tier");

  @Test
  void meetsTheGoldenValuesAndLeavesTheSameAfterAKill(@TempDir Path folder, LocalStack shared)
      throws Exception {
    FeaturePlan plan = FeaturePlan.load(SHIPPED);
    Path events =
        MixedInput.slice(GoldenSet.HOURLY.events(), folder.resolve("first-hours.jsonl"), 0, EVENTS);
    RunResult expected;
    try (TestPlatform platform =
        TestPlatform.start(folder.resolve("alone"), FreshStores.on(shared))) {
      expected = platform.result(plan, platform.run(SHIPPED, events));
      assertContentIndexed(platform, expected);
    }
    assertThat(expected.report().path("titles_failed").asInt()).isZero();
    assertGolden(expected);

    Path data = folder.resolve("killed");
    Path report = folder.resolve("report.json");
    String[] arguments = {
      "--input",
      events.toString(),
      "--features",
      SHIPPED.toString(),
      "--until-done",
      "--report",
      report.toString()
    };
    try (UpProcess up = UpProcess.start(data, arguments)) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                assertThat(up.isRunning()).as(up.console()).isTrue();
                return up.newestFeature().getEpochSecond() > 0;
              });
      up.kill();
    }
    try (UpProcess up = UpProcess.start(data, arguments)) {
      assertThat(up.awaitEnd(LIMIT)).as(up.console()).isZero();
    }
    try (TestPlatform platform = TestPlatform.start(data, Map.of())) {
      platform
          .result(plan, UpProcess.report(report))
          .assertSameAs(expected, "shipped features, killed");
    }
  }

  /** The index has the newest snapshot of every video, with its numbers, and finds it by itself. */
  private static void assertContentIndexed(TestPlatform platform, RunResult run) throws Exception {
    Map<String, JsonNode> newest = new HashMap<>();
    for (String text : run.vectors().keySet()) {
      JsonNode vector = new ObjectMapper().readTree(text);
      if (vector.path("entity_type").asText().equals("video")) {
        newest.merge(
            vector.path("entity_id").asText(),
            vector,
            (a, b) -> order(a).compareTo(order(b)) > 0 ? a : b);
      }
    }
    PlatformSettings settings = PlatformSettings.from(platform.variables());
    String encoder = BundledMiniLm.REF.folder();
    try (var index = PostgresContentIndex.open(settings.database(), 1, Clock.systemUTC())) {
      assertThat(newest.size()).isGreaterThan(50);
      for (var entry : newest.entrySet()) {
        JsonNode vector = entry.getValue();
        EmbeddedContent found = index.find(entry.getKey(), encoder).orElseThrow();
        assertThat(found.content().eventId()).isEqualTo(vector.path("event_id").asText());
        assertThat(found.content().number("views"))
            .isEqualTo(vector.path("inputs").path("views").asDouble());
        assertThat(found.embedding()).hasSize(ContentIndex.WIDTH);
      }
      EmbeddedContent one = index.find(newest.keySet().iterator().next(), encoder).orElseThrow();
      SimilarContent nearest =
          index.nearest(one.embedding(), encoder, 1, one.content().eventTime()).get(0);
      assertThat(nearest.similarity()).isCloseTo(1, within(1e-5));
      assertThat(nearest.content().title()).isEqualTo(one.content().title());
    }
  }

  private static String order(JsonNode vector) {
    return vector.path("event_time").asText() + " " + vector.path("event_id").asText();
  }

  private static void assertGolden(RunResult run) throws Exception {
    var json = new ObjectMapper();
    Map<String, JsonNode> values = new HashMap<>();
    for (String text : run.vectors().keySet()) {
      JsonNode vector = json.readTree(text);
      vector
          .path("features")
          .properties()
          .forEach(
              value ->
                  values.put(
                      vector.path("event_id").asText() + " " + value.getKey(),
                      value.getValue().path("value")));
    }
    Map<String, Map<String, String>> golden = GoldenSet.HOURLY.features();
    int met = 0;
    int texts = 0;
    for (var value : values.entrySet()) {
      String id = value.getKey().substring(0, value.getKey().lastIndexOf(' '));
      String column = value.getKey().substring(id.length() + 1);
      JsonNode computed = value.getValue();
      String known = GOLDEN.get(column);
      if (known != null) {
        double number = computed.isNull() ? Double.NaN : computed.asDouble();
        GoldenSet.assertMet(value.getKey(), golden.get(id).get(known), number);
        met++;
      } else if (column.equals("title_embedding")) {
        assertUnitLength(value.getKey(), computed);
        texts++;
      } else if (column.equals("sentiment_score")) {
        assertThat(computed.asDouble(Double.NaN)).as(value.getKey()).isBetween(-1.0, 1.0);
        texts++;
      }
    }
    assertThat(met).isEqualTo(EVENTS * GOLDEN.size());
    assertThat(texts).isEqualTo(EVENTS * 2);
    System.out.printf("shipped features: %d golden values met, %d values of titles%n", met, texts);
  }

  private static void assertUnitLength(String what, JsonNode embedding) {
    double squares = 0;
    for (JsonNode component : embedding) {
      squares += component.asDouble() * component.asDouble();
    }
    assertThat(embedding.size()).as(what).isEqualTo(384);
    assertThat(squares).as(what).isBetween(0.9999, 1.0001);
  }
}
