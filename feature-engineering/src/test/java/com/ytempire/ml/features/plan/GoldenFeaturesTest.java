package com.ytempire.ml.features.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.content.Cosine;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.series.ChannelSeries;
import com.ytempire.ml.features.series.ClosedWindow;
import com.ytempire.ml.features.series.ContentConsistency;
import com.ytempire.ml.features.series.Outcome;
import com.ytempire.ml.features.series.VideoSeries;
import com.ytempire.ml.features.testing.Events;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenFeaturesTest {
  private static final double TOLERANCE = 1e-9;

  private final FeaturePlan plan = FeaturePlan.parse(golden(), "golden-features.yaml");

  private static String golden() {
    try (var in = GoldenFeaturesTest.class.getResourceAsStream("/golden-features.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1h_2021-01-29_2021-02-02",
        "30min_2020-01-04",
        "us_daily_2017-09_2017-10",
        "us_daily_2017-11_2018-01"
      })
  void everyValueOfAGoldenFileIsMet(String set) throws IOException {
    Map<String, NamedCsvRecord> expected = new HashMap<>();
    GoldenFiles.csv("golden/features_" + set + ".csv.gz")
        .forEach(row -> expected.put(row.getField("event_id"), row));
    List<String> columns = expected.values().iterator().next().getHeader();

    var compared = new int[2];
    GoldenFiles.series("youtube/events_" + set + ".jsonl.gz")
        .values()
        .forEach(
            events ->
                compute(events, new ArrayList<>())
                    .forEach(
                        (id, values) -> {
                          NamedCsvRecord row = expected.remove(id);
                          assertThat(row).as(id).isNotNull();
                          for (String column : columns.subList(1, columns.size())) {
                            assertMet(id, column, row.getField(column), values.get(column));
                            compared[0]++;
                          }
                          compared[1]++;
                        }));

    assertThat(expected).as("golden rows without an event").isEmpty();
    System.out.printf("%s: %d values of %d events met%n", set, compared[0], compared[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h_2021-01-29_2021-02-02", "30min_2020-01-04"})
  void everyGoldenWindowIsClosedWithItsValue(String set) throws IOException {
    Map<String, NamedCsvRecord> expected = new HashMap<>();
    for (NamedCsvRecord row : GoldenFiles.csv("golden/velocity_windows_" + set + ".csv.gz")) {
      expected.put(
          row.getField("kind")
              + " "
              + row.getField("region")
              + "|"
              + row.getField("video_id")
              + " "
              + row.getField("window_start"),
          row);
    }

    int windows = expected.size();
    for (var series : GoldenFiles.series("youtube/events_" + set + ".jsonl.gz").entrySet()) {
      var closed = new ArrayList<ClosedWindow>();
      compute(series.getValue(), closed);
      for (ClosedWindow window : closed) {
        String start = Instant.ofEpochMilli(window.startMillis()).toString();
        String key = window.column().name() + " " + series.getKey() + " " + start;
        NamedCsvRecord row = expected.remove(key);
        assertThat(row).as(key).isNotNull();
        assertMet(key, "view_velocity", row.getField("view_velocity"), window.value());
        assertThat(window.samples()).as(key).isEqualTo(Long.parseLong(row.getField("samples")));
      }
    }

    assertThat(expected).as("golden windows that were not closed").isEmpty();
    System.out.printf("%s: %d windows met%n", set, windows);
  }

  private Map<String, Map<String, Double>> compute(
      List<VideoEvent> events, List<ClosedWindow> closed) {
    VideoSeries series = plan.newVideoSeries();
    double[] numbers = new double[plan.videoSchema().numberCount()];
    double[] channelNumbers = new double[plan.channelSchema().numberCount()];
    Map<String, Map<String, Double>> values = new HashMap<>();
    byte[] state = null;
    for (VideoEvent event : events) {
      assertThat(series.advance(state, event, null, Double.NaN, numbers, new float[0][]))
          .isEqualTo(Outcome.COMPUTED);
      series.drainClosed(closed::add);
      state = series.nextState();
      plan.newChannelSeries().computeStateless(event, channelNumbers);
      Map<String, Double> row = named(plan.videoSchema(), numbers);
      row.putAll(named(plan.channelSchema(), channelNumbers));
      values.put(event.eventId(), row);
    }
    series.closeWindows(state, Long.MAX_VALUE);
    series.drainClosed(closed::add);
    return values;
  }

  private static Map<String, Double> named(FeatureSchema schema, double[] numbers) {
    Map<String, Double> values = new HashMap<>();
    for (FeatureColumn column : schema.columns()) {
      values.put(column.name(), numbers[column.slot()]);
    }
    return values;
  }

  private static void assertMet(String id, String column, String golden, Double value) {
    assertThat(value).as("%s of %s", column, id).isNotNull();
    if (golden.isEmpty()) {
      assertThat(value).as("%s of %s", column, id).isNaN();
      return;
    }
    double expected = Double.parseDouble(golden);
    if (!(Math.abs(value - expected) <= TOLERANCE * Math.abs(expected))) {
      assertThat(value)
          .as("%s of %s", column, id)
          .isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
    }
  }

  @Test
  void everyGoldenSubscriberTierIsMet() throws IOException {
    double[] numbers = new double[plan.channelSchema().numberCount()];
    JsonNode cases = GoldenFiles.json("golden/subscriber_tier.json.gz");

    for (JsonNode tier : cases) {
      JsonNode count = tier.path("subscribers");
      plan.newChannelSeries()
          .computeStateless(
              Events.withSubscribers(count.isNull() ? null : count.asLong()), numbers);
      assertThat(numbers[0])
          .isEqualTo(
              Double.valueOf(
                  tier.path("tier").isNull() ? Double.NaN : tier.path("tier").asDouble()));
    }

    System.out.printf("%d subscriber tiers met%n", cases.size());
  }

  @Test
  void everyGoldenContentConsistencyIsMet() throws IOException {
    JsonNode root = GoldenFiles.json("golden/content_consistency.json.gz");

    for (JsonNode oneCase : root.path("cases")) {
      String id = oneCase.path("id").asText();
      var earlier = new ArrayList<float[]>();
      oneCase.path("previous_oldest_first").forEach(vector -> earlier.add(vector(vector)));
      float[] current = vector(oneCase.path("current"));
      JsonNode cosines = oneCase.path("similarities_last10_oldest_first");
      for (int i = 0; i < cosines.size(); i++) {
        float[] other = earlier.get(earlier.size() - cosines.size() + i);
        // the vectors are floats here and doubles there
        assertThat(Cosine.of(other, current)).isCloseTo(cosines.get(i).asDouble(), within(1e-6));
      }

      assertThat(ContentConsistency.share(earlier, current, 10, 0.7))
          .as(id)
          .isCloseTo(oneCase.path("expected").asDouble(), within(TOLERANCE));
      assertThat(shareOfChannel(earlier, current))
          .as(id)
          .isCloseTo(oneCase.path("expected").asDouble(), within(TOLERANCE));
    }

    System.out.printf("%d content consistencies met%n", root.path("cases").size());
  }

  /** The same through the state of a channel whose videos have these embeddings. */
  private static double shareOfChannel(List<float[]> earlier, float[] current) {
    FeaturePlan plan =
        FeaturePlan.parse(
            """
            features:
              channel:
                - {name: content_consistency, lookback_videos: 10, similarity_threshold: 0.7}
            """,
            "f.yaml");
    ChannelSeries series = plan.newChannelSeries();
    double[] numbers = new double[1];
    byte[] state = null;
    for (int i = 0; i <= earlier.size(); i++) {
      VideoEvent event = Events.of("e" + i, "v" + i, i, 1L, 1L, 1L);
      float[] embedding = i < earlier.size() ? earlier.get(i) : current;
      series.advance(state, event, embedding, numbers, new float[0][]);
      state = series.nextState();
    }
    return numbers[0];
  }

  private static float[] vector(JsonNode json) {
    float[] vector = new float[json.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) json.get(i).asDouble();
    }
    return vector;
  }
}
