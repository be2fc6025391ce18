package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.json.DeadLetterReader;
import com.ytempire.ml.core.event.json.EventLimits;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file with everything that can be wrong between records that are right: each broken record is a
 * dead letter with its bytes and reason, each other one is in the stores, and the counts add up.
 */
@ExtendWith(RunningStack.class)
@Timeout(120)
class BadInputIT {
  private static final String FEATURES =
      """
      features:
        engagement:
          - name: engagement_rate
            formula: (likes + comments) / views
            min_views: 100
          - {name: last_views, of: views, window: 30d, aggregation: last}
      """;

  private static final Instant BEGIN = Instant.parse("2021-01-01T00:00:00Z");
  private static final int HOURS = 24;
  private static final int LONG_LINE = 10_000_000;

  /** A broken record beside what its reason must say; {@code ~} stands for a number of its own. */
  private static final String[][] BROKEN = {
    {"{\"video_id\":\"b~\",\"event_time\":\"2021-01-01T00:00:00Z\"", "payload: is not JSON"},
    {"not JSON at all ~", "payload: is not JSON"},
    {"{\"video_id\":\"b~\",\"event_time\":\"2021-01-01T00:00:00Z\"} tail", "payload"},
    {"[\"b~\"]", "payload: is a list"},
    {"\"b~\"", "payload: is a text"},
    {"77~", "payload: is a number"},
    {"null", "payload: is null"},
    {"{\"n\":~}", "video_id: is missing"},
    {"{\"event_time\":\"2021-01-01T00:00:00Z\",\"views\":~}", "video_id: is missing"},
    {"{\"video_id\":null,\"views\":~}", "video_id: is null"},
    {"{\"video_id\":~}", "video_id: "},
    {"{\"video_id\":\"b~\"}", "event_time: is missing"},
    {"{\"video_id\":\"b~\",\"event_time\":null}", "event_time: is missing"},
    {"{\"video_id\":\"b~\",\"event_time\":\"yesterday\"}", "event_time: \"yesterday\""},
    {"{\"video_id\":\"b~\",\"event_time\":1609459200000}", "event_time: 1609459200000"},
    {"{\"video_id\":\"b~\",\"event_time\":\"2021-01-01T00:00:00\"}", "is not a time"},
    {"{\"video_id\":\"b~\",\"event_time\":\"3000-01-01T00:00:00Z\"}", "is out of range"},
    {"{\"video_id\":\"b~\",\"event_time\":\"1970-01-01T00:00:00Z\"}", "is out of range"},
    {"{\"video_id\":\"b~\",%s,\"views\":-5}", "views: -5 is negative"},
    {"{\"video_id\":\"b~\",%s,\"views\":99999999999999999999}", "is too large"},
    {"{\"video_id\":\"b~\",%s,\"likes\":9007199254740992}", "likes: 9007199254740992 is too large"},
    {"{\"video_id\":\"b~\",%s,\"views\":1.5}", "views: 1.5 is not a whole number"},
    {"{\"video_id\":\"b~\",%s,\"views\":\"12\"}", "views: \"12\" is a text"},
    {"{\"video_id\":\"b~\",%s,\"views\":{\"n\":1}}", "views: is an object"},
    {"{\"video_id\":\"b~\",%s,\"comments\":true}", "comments: true is a truth value"},
    {"{\"video_id\":\"b~\",%s,\"title\":7}", "title: 7 is a number"},
    {"{\"video_id\":\"b~\",%s,\"tags\":\"a|b\"}", "tags: \"a|b\" is a text"},
    {"{\"video_id\":\"b~\",%s,\"comments_disabled\":\"no\"}", "comments_disabled: \"no\""},
    {"{\"video_id\":\"b~\",%s,\"region\":\"U|S\"}", "region: \"U|S\" holds a bar"},
    {"{\"video_id\":\"b~\",%s,\"title\":\"a\\u0000b\"}", "holds a NUL character"},
    {"{\"video_id\":\"b~\",%s,\"title\":\"\\ud83d\"}", "half a surrogate pair"},
    {"{\"video_id\":\"b~\",%s,\"views\":1,\"views\":2}", "views: is given twice"},
    {"{\"video_id\":\"b~\",%s,\"title\":\"\u00ff\u00c3(\"}", "payload"},
    {"{\"topic\":\"b~\",\"source\":\"reddit\",%s,\"volume\":-1}", "volume: -1"},
    {"{\"topic\":\"b~\",\"source\":\"reddit\",%s,\"volume\":1,\"score\":2}", "score: 2"},
  };

  private final Map<String, String> broken = new LinkedHashMap<>();
  private final Map<String, Double> newestViews = new TreeMap<>();
  private int good;
  private int duplicates;

  @Test
  void keepsEveryGoodRecordAndEveryBadOneWithItsReason(@TempDir Path folder, LocalStack shared)
      throws Exception {
    Path features = Files.writeString(folder.resolve("features.yaml"), FEATURES);
    Path input = Files.write(folder.resolve("bad.jsonl"), input());
    Path later = Files.writeString(folder.resolve("later.jsonl"), lateEvents());

    try (TestPlatform platform =
        TestPlatform.start(folder.resolve("data"), FreshStores.on(shared))) {
      JsonNode first = platform.run(features, input);
      checkCounts(first, 0);
      checkLetters(platform);

      // Their series have moved on: these are late however the first ones were ordered.
      JsonNode second = platform.run(features, later);
      checkCounts(second, 3);
      checkLateLetters(platform);

      checkStores(platform, FeaturePlan.parse(FEATURES, "features.yaml"));
    }
  }

  private byte[] input() {
    List<byte[]> records = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      for (int video = 0; video < 10; video++) {
        String event = event(video, hour, "\"views\":" + (1000 + hour) + ",\"likes\":5");
        good++;
        newestViews.put("US|v" + video, 1000.0 + hour);
        records.add(bytes(event));
        if ((hour + video) % 7 == 0) {
          // The same id twice: once the same, once with another content, which must not count.
          records.add(bytes(event));
          records.add(bytes(event(video, hour, "\"views\":9999999,\"likes\":1")));
          duplicates += 2;
        }
      }
      records.add(bytes(hour % 2 == 0 ? "" : "  \t"));
    }
    // Odd, but right: nulls, nothing but what is required, zero, the largest count.
    addOdd(records, "nulls", "\"views\":null,\"likes\":null,\"title\":null,\"tags\":null", null);
    addOdd(records, "bare", "\"x\":1", null);
    addOdd(records, "zero", "\"views\":0,\"likes\":0,\"comments\":0", 0.0);
    addOdd(records, "huge", "\"views\":" + EventLimits.MAX_COUNT, (double) EventLimits.MAX_COUNT);

    int step = records.size() / BROKEN.length;
    for (int i = 0; i < BROKEN.length; i++) {
      String time = "\"event_time\":\"2021-01-01T05:00:00Z\"";
      String text = BROKEN[i][0].replace("~", "" + i).replace("%s", time);
      // As single bytes, so that the one with broken UTF-8 is that.
      byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
      broken.put(latin(payload), BROKEN[i][1]);
      records.add(i * (step + 1), payload);
    }
    addLongLine(records, "{\"video_id\":\"long\",\"title\":\"");
    addLongLine(records, "x");
    var file = new ByteArrayOutputStream();
    for (byte[] line : records) {
      file.writeBytes(line);
      file.write('\n');
    }
    return file.toByteArray();
  }

  private void addOdd(List<byte[]> records, String video, String fields, Double views) {
    good++;
    newestViews.put(video, views == null ? Double.NaN : views);
    records.add(
        bytes(
            "{\"video_id\":\"%s\",\"event_time\":\"2021-01-01T07:00:00Z\",%s}"
                .formatted(video, fields)));
  }

  private void addLongLine(List<byte[]> records, String start) {
    byte[] line = new byte[LONG_LINE];
    Arrays.fill(line, (byte) ('a' + records.size() % 20));
    System.arraycopy(bytes(start), 0, line, 0, start.length());
    broken.put(
        latin(Arrays.copyOf(line, EventLimits.KEPT_BYTES_OF_LONG_LINE)),
        "line of " + LONG_LINE + " bytes");
    records.add(records.size() / 2, line);
  }

  private static String lateEvents() {
    var late = new StringBuilder();
    for (int video = 0; video < 3; video++) {
      late.append(event(video, HOURS - 5, "\"views\":7").replace("id ", "late id ")).append('\n');
    }
    return late.toString();
  }

  private static String event(int video, int hour, String fields) {
    return "{\"event_id\":\"id %d %d\",\"region\":\"US\",\"video_id\":\"v%d\",\"event_time\":\"%s\",%s}"
        .formatted(video, hour, video, BEGIN.plus(Duration.ofHours(hour)), fields);
  }

  private void checkCounts(JsonNode report, int late) {
    assertThat(report.path("events_out").asInt()).isEqualTo(good);
    assertThat(report.path("duplicates").asInt()).isEqualTo(duplicates);
    assertThat(report.path("late").asInt()).isEqualTo(late);
    assertThat(report.path("events_in").asInt()).isEqualTo(good + duplicates + late);
    assertThat(report.path("lost").asInt()).isZero();
    if (late == 0) {
      assertThat(report.path("dead_lettered").asInt()).isEqualTo(broken.size());
      assertThat(report.path("records_played").asInt())
          .isEqualTo(good + duplicates + broken.size());
    } else {
      assertThat(report.path("records_played").asInt()).isEqualTo(late);
    }
  }

  private void checkLetters(TestPlatform platform) throws Exception {
    Map<String, String> found = new LinkedHashMap<>();
    for (DeadLetter letter : letters(platform)) {
      assertThat(found.put(latin(letter.payload()), letter.reason()))
          .as("kept once: " + letter.reason())
          .isNull();
    }
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(broken.keySet());
    broken.forEach(
        (payload, reason) ->
            assertThat(found.get(payload))
                .as(payload.substring(0, Math.min(payload.length(), 80)))
                .contains(reason));
    System.out.printf("%d broken records are dead letters with their reasons%n", broken.size());
  }

  private void checkLateLetters(TestPlatform platform) throws Exception {
    List<String> late =
        letters(platform).stream()
            .filter(letter -> letter.stage().equals("late-event"))
            .map(letter -> new String(letter.payload(), StandardCharsets.UTF_8))
            .toList();
    assertThat(late).hasSize(3);
    for (int video = 0; video < 3; video++) {
      String id = "\"late id %d %d\"".formatted(video, HOURS - 5);
      assertThat(late).anyMatch(payload -> payload.contains(id));
    }
    assertThat(letters(platform)).hasSize(broken.size() + 3);
  }

  private static List<DeadLetter> letters(TestPlatform platform) throws Exception {
    var reader = new DeadLetterReader();
    List<DeadLetter> letters = new ArrayList<>();
    for (var record : platform.committed("dead-letters")) {
      letters.add(reader.read(record.value()));
    }
    return letters;
  }

  private void checkStores(TestPlatform platform, FeaturePlan plan) throws Exception {
    StoreContents stores = platform.contents(plan);
    assertThat(platform.publishedVectors()).hasSize(good);
    assertThat(stores.offline()).hasSize(good);
    assertThat(stores.offline().values()).containsOnly(1);
    assertThat(stores.postgres()).hasSize(2 * newestViews.size());
    for (var newest : newestViews.entrySet()) {
      String row = stores.postgres().get("video " + newest.getKey() + " last_views v1");
      assertThat(row).as(newest.getKey()).isNotNull();
      String cached = stores.redis().get("features:video:" + newest.getKey() + ":last_views");
      if (newest.getValue().isNaN()) {
        assertThat(row).startsWith("null ");
        assertThat(cached).endsWith(" v1: null");
      } else {
        assertThat(Double.parseDouble(row.substring(0, row.indexOf(' '))))
            .isEqualTo(newest.getValue());
        assertThat(cached).endsWith(" v1: " + newest.getValue());
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes as a text that can be compared. */
  private static String latin(byte[] payload) {
    return new String(payload, StandardCharsets.ISO_8859_1);
  }
}
