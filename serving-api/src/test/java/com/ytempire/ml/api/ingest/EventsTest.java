package com.ytempire.ml.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.ingest.EventLog.LogRecord;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.event.json.VideoEventReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
  private static final RecordedLog LOG = new RecordedLog();

  private static ServiceUnderTest service;
  private static ServiceClient sender;

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(Map.of(), options -> options.with(EventLog.class, LOG));
    sender = service.as("ingest");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void begin() {
    LOG.take();
    LOG.away(false);
  }

  private static String video(String id, String time, String more) {
    return """
        {"video_id":"%s","event_time":"%s"%s}"""
        .formatted(id, time, more);
  }

  private static String video(String id) {
    return video(id, "2025-01-10T10:00:00Z", ",\"region\":\"US\",\"views\":5");
  }

  @Test
  void appendsOneEventAsItWasSentUnderItsVideosId() throws Exception {
    String json = video("abc");

    Answer answer = sender.post("/events/video", json);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().path("refused").asInt()).isZero();
    LogRecord record = LOG.take().get(0);
    assertThat(record.topic()).isEqualTo("video-events");
    assertThat(record.key()).isEqualTo("abc");
    assertThat(new String(record.value(), UTF_8)).isEqualTo(json);
    assertThat(record.eventMillis())
        .isEqualTo(Instant.parse("2025-01-10T10:00:00Z").toEpochMilli());
    // What the jobs make of it: the id is derived, the same every time the event is sent.
    assertThat(new VideoEventReader(Clock.systemUTC()).read(record.value()).eventId())
        .isEqualTo("US|abc|2025-01-10T10:00:00Z");
  }

  @Test
  void appendsSignalsUnderTheirTopic() {
    Answer answer =
        sender.post(
            "/events/signals",
            """
            {"source":"twitter","topic":"ai","volume":12,"event_time":"2025-01-10T10:00:00Z"}""");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(LOG.take())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo("trend-signals");
              assertThat(record.key()).isEqualTo("ai");
            });
  }

  @Test
  void appendsAListInOrderOfEventTime() {
    String tricky = video("c", "2025-01-10T11:00:00Z", ",\"title\":\"a ] \\\" , é🎬\"");

    Answer answer =
        sender.post(
            "/events/video",
            " [ %s,\n%s , %s ] "
                .formatted(
                    video("b", "2025-01-10T12:00:00Z", ""),
                    tricky,
                    video("a", "2025-01-10T10:00:00Z", "")));

    assertThat(answer.status()).isEqualTo(202);
    List<LogRecord> records = LOG.take();
    assertThat(records).extracting(LogRecord::key).containsExactly("a", "c", "b");
    assertThat(new String(records.get(1).value(), UTF_8)).isEqualTo(tricky);
  }

  @Test
  void takesLines() {
    Answer answer =
        sender
            .with("Content-Type", "application/x-ndjson")
            .post("/events/video", "\n" + video("a") + "\r\n\n" + video("b") + "\n  ");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(LOG.take()).extracting(LogRecord::key).containsExactly("a", "b");
  }

  @Test
  void acceptsTheGoodItemsAndSaysWhatIsWrongWithTheOthers() {
    Answer answer =
        sender.post(
            "/events/video",
            "[%s,%s,7,%s]"
                .formatted(
                    video("a", "2025-01-10T10:00:00Z", ",\"views\":-5"),
                    video("b"),
                    video("c", "soon", "")));

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().path("refused").asInt()).isEqualTo(3);
    assertThat(answer.json().path("errors").path(0).toString())
        .isEqualTo(
            """
            {"index":0,"field":"views","value":"-5",\
            "message":"-5 is negative; allowed: 0 to 9007199254740991 or null"}""");
    assertThat(answer.json().path("errors").path(1).path("index").asInt()).isEqualTo(2);
    assertThat(answer.json().path("errors").path(2).path("field").asText()).isEqualTo("event_time");
    assertThat(LOG.take()).extracting(LogRecord::key).containsExactly("b");
  }

  @Test
  void refusesARequestOfWhichNothingIsGood() {
    Answer answer =
        sender.post(
            "/events/video",
            "[{},%s]".formatted(video("a", "2025-01-10T10:00:00Z", ",\"likes\":\"5\"")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactly("[0].video_id", "[1].likes");
    assertThat(LOG.take()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "[]", "[", "{", "[1,]", "[{}]x", "no", "\"text\"", "[[[{}]]]"})
  void refusesBodiesWithoutEvents(String body) {
    Answer answer = sender.post("/events/video", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.body()).doesNotContain("Exception", "jackson", "com.ytempire");
    assertThat(LOG.take()).isEmpty();
  }

  @Test
  void takesAThousandEventsAndNoMore() {
    String most =
        IntStream.range(0, 1_000).mapToObj(i -> video("v" + i)).collect(Collectors.joining(","));

    assertThat(sender.post("/events/video", "[" + most + "]").status()).isEqualTo(202);
    assertThat(LOG.take()).hasSize(1_000);
    assertThat(sender.post("/events/video", "[" + most + "," + video("x") + "]").status())
        .isEqualTo(400);
    assertThat(LOG.take()).isEmpty();
  }

  @Test
  void doesNotSayThatAnythingIsAcceptedWhileTheLogIsAway() {
    LOG.away(true);

    Answer answer = sender.post("/events/video", video("abc"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).isPresent();
    assertThat(answer.body()).doesNotContain("secret-host");
  }

  @Test
  void givesUpInTimeWhenThereIsNoKafka() {
    try (var alone =
        ServiceUnderTest.start(Map.of("MODEL_DEFAULT_TIMEOUT_MS", "1500"), options -> options)) {
      long begun = System.nanoTime();

      Answer answer = alone.as("ingest").post("/events/video", video("abc"));

      assertThat(answer.status()).isIn(503, 504);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events/video", "/events/signals", "/feedback"})
  void needsTheScopeToSend(String path) {
    assertThat(service.as("read", "predict").post(path, "{}").status()).isEqualTo(403);
    assertThat(service.anybody().post(path, "{}").status()).isEqualTo(401);
  }
}
