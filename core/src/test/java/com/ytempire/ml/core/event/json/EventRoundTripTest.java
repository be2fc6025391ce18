package com.ytempire.ml.core.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.VideoEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRoundTripTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private final VideoEventReader reader = new VideoEventReader(NOW);
  private final VideoEventWriter writer = new VideoEventWriter();

  @Test
  void readsEveryFieldAndWritesTheSameBytes() throws Exception {
    String json =
        "{\"event_id\":\"US|abc|t\",\"source\":\"youtube\",\"region\":\"US\",\"video_id\":\"abc\","
            + "\"event_time\":\"2020-01-04T19:23:00Z\",\"time_precision\":\"minute\","
            + "\"publish_time\":\"2019-12-25T21:15:02.250Z\",\"title\":\"Crème \\\"brûlée\\\" 😀\","
            + "\"channel_id\":\"UC1\",\"channel_title\":\"Küche\",\"category_id\":22,"
            + "\"tags\":[\"süß\",\"\",\"日本\"],\"views\":9007199254740991,\"likes\":0,\"dislikes\":2,"
            + "\"comments\":3,\"comments_disabled\":false,\"ratings_disabled\":true,"
            + "\"subscriber_count\":1000}";

    VideoEvent event = reader.read(json.getBytes(UTF_8));

    assertThat(event)
        .isEqualTo(
            new VideoEvent(
                "US|abc|t",
                "youtube",
                "US",
                "abc",
                Instant.parse("2020-01-04T19:23:00Z"),
                "minute",
                Instant.parse("2019-12-25T21:15:02.250Z"),
                "Crème \"brûlée\" 😀",
                "UC1",
                "Küche",
                22,
                List.of("süß", "", "日本"),
                9007199254740991L,
                0L,
                2L,
                3L,
                false,
                true,
                1000L));
    assertThat(new String(writer.write(event), UTF_8)).isEqualTo(json);
  }

  @Test
  void fillsDefaultsAndIgnoresUnknownFields() throws Exception {
    String json =
        "{\"extra\":{\"views\":[-1,{}]},\"video_id\":\"abc\",\"event_time\":\"2020-01-04T19:23:00.5+01:00\","
            + "\"views\":null}";

    VideoEvent event = reader.read(json.getBytes(UTF_8));

    assertThat(event.eventId()).isEqualTo("abc|2020-01-04T18:23:00.500Z");
    assertThat(event.source()).isEqualTo("youtube");
    assertThat(event.region()).isNull();
    assertThat(event.views()).isNull();
    assertThat(reader.read(writer.write(event))).isEqualTo(event);
  }

  @Test
  void derivesTheEventIdFromRegionVideoAndTime() throws Exception {
    byte[] json =
        "{\"region\":\"DE\",\"video_id\":\"abc\",\"event_time\":\"2020-01-04T19:23:00Z\"}"
            .getBytes(UTF_8);

    assertThat(reader.read(json).eventId()).isEqualTo("DE|abc|2020-01-04T19:23:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-04T19:23:00Z, 2020-01-04T19:23:00Z",
    "2020-02-29T23:59:59Z, 2020-02-29T23:59:59Z",
    "2000-03-01T00:00:00Z, 2000-03-01T00:00:00Z",
    "2020-01-04T19:23:00.1Z, 2020-01-04T19:23:00.100Z",
    "2020-01-04T19:23:00.123456789Z, 2020-01-04T19:23:00.123Z",
    "2020-01-04T19:23:00+05:30, 2020-01-04T13:53:00Z",
    "2020-01-04T19:23:00-08:00, 2020-01-05T03:23:00Z",
    "2020-01-04T19:23Z, 2020-01-04T19:23:00Z",
    "2020-01-04t19:23:00z, 2020-01-04T19:23:00Z",
    "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z"
  })
  void readsIsoTimes(String text, Instant expected) {
    assertThat(IsoTimes.parse((" " + text).toCharArray(), 1, text.length()))
        .isEqualTo(expected.toEpochMilli());
  }

  @Test
  void agreesWithTheCalendarOnEveryDay() {
    for (long day = -200_000; day < 200_000; day += 13) {
      String text = Instant.ofEpochSecond(day * 86_400 + 4_711).toString();
      assertThat(IsoTimes.parse(text.toCharArray(), 0, text.length()))
          .as(text)
          .isEqualTo((day * 86_400 + 4_711) * 1000);
    }
  }

  @Test
  void writesReadableDeadLettersAndKeepsTheirBytes() throws Exception {
    DeadLetter letter =
        new DeadLetter(
            "video-events-3",
            17,
            "{\"views\":\"ä\"}".getBytes(UTF_8),
            "views: wrong",
            "decode-video-event",
            Instant.parse("2026-01-02T03:04:05.006Z"));

    byte[] json = new DeadLetterWriter().write(letter);

    assertThat(new String(json, UTF_8))
        .isEqualTo(
            "{\"origin\":\"video-events-3\",\"position\":17,\"stage\":\"decode-video-event\","
                + "\"reason\":\"views: wrong\",\"rejected_at\":\"2026-01-02T03:04:05.006Z\","
                + "\"payload\":\"{\\\"views\\\":\\\"ä\\\"}\",\"payload_base64\":null}");
    assertThat(new DeadLetterReader().read(json)).isEqualTo(letter);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x80, 0xC3, 0xFF, 0x1B})
  void keepsBytesOfDeadLettersThatAreNoText(int odd) throws Exception {
    DeadLetter letter =
        new DeadLetter("o", 0, new byte[] {'a', (byte) odd}, "r", "s", Instant.EPOCH);

    assertThat(new DeadLetterReader().read(new DeadLetterWriter().write(letter))).isEqualTo(letter);
  }
}
