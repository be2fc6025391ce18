package com.ytempire.ml.core.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.core.event.TrendSignal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendSignalJsonTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final String SOURCES = "youtube, twitter, reddit, google_trends, tiktok";
  private final TrendSignalReader reader = new TrendSignalReader(NOW);

  @Test
  void readsEveryFieldAndWritesTheSameBytes() throws Exception {
    String json =
        "{\"event_id\":\"1\",\"source\":\"tiktok\",\"topic\":\"speedrun\",\"niche\":\"gaming\","
            + "\"volume\":12.5,\"score\":0.75,\"event_time\":\"2020-01-04T19:23:00Z\"}";

    TrendSignal signal = reader.read(json.getBytes(UTF_8));

    assertThat(signal)
        .isEqualTo(
            new TrendSignal(
                "1",
                "tiktok",
                "speedrun",
                "gaming",
                12.5,
                0.75,
                Instant.parse("2020-01-04T19:23:00Z")));
    assertThat(new String(new TrendSignalWriter().write(signal), UTF_8)).isEqualTo(json);
  }

  @Test
  void derivesTheEventIdAndAcceptsNulls() throws Exception {
    String json =
        "{\"source\":\"reddit\",\"topic\":\"ai\",\"niche\":null,\"volume\":7,\"score\":null,"
            + "\"event_time\":\"2020-01-04T19:23:00Z\"}";

    TrendSignal signal = reader.read(json.getBytes(UTF_8));

    assertThat(signal.eventId()).isEqualTo("reddit|ai|2020-01-04T19:23:00Z");
    assertThat(reader.read(new TrendSignalWriter().write(signal))).isEqualTo(signal);
  }

  /** Each row replaces the member of that name in a signal that is right; ' stands for ". */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "'source':'bbc' => source: 'bbc' is unknown; allowed: {SOURCES}",
        "'source':null => source: is missing; allowed: {SOURCES}",
        "'topic':' ' => topic: ' ' is blank; allowed: a text of 1 to 255 characters",
        "'topic':null => topic: is null; allowed: a text of 1 to 255 characters",
        "'volume':-1 => volume: -1 is negative; allowed: a finite number from 0",
        "'volume':1e400 => volume: 1e400 is too large; allowed: a finite number from 0",
        "'volume':'3' => volume: '3' is a text; allowed: a finite number from 0",
        "'volume':null => volume: is missing; allowed: a finite number from 0",
        "'score':1.01 => score: 1.01 is too large; allowed: a number from 0 to 1, or null",
        "'score':-0.5 => score: -0.5 is negative; allowed: a number from 0 to 1, or null",
        "'niche':'news' => niche: 'news' is unknown; allowed: gaming, education, entertainment, technology, lifestyle or null",
        "'event_time':'3000-01-01T00:00:00Z' => event_time: 3000-01-01T00:00:00Z is out of range; allowed: 2005-01-01T00:00:00Z to 1 d after now",
        "'event_time':null => event_time: is missing; allowed: an ISO 8601 time with offset, such as 2020-01-04T19:23:00Z",
      })
  void refusesWithTheReason(String member, String reason) {
    String name = member.substring(1, member.indexOf('\'', 1));
    StringBuilder json = new StringBuilder("{").append(member);
    addUnless(name, "source", "'reddit'", json);
    addUnless(name, "topic", "'ai'", json);
    addUnless(name, "volume", "1", json);
    addUnless(name, "event_time", "'2020-01-04T19:23:00Z'", json);
    byte[] payload = json.append('}').toString().replace('\'', '"').getBytes(UTF_8);

    InvalidEventException refusal =
        catchThrowableOfType(InvalidEventException.class, () -> reader.read(payload));

    assertThat(refusal.reason()).isEqualTo(reason.replace('\'', '"').replace("{SOURCES}", SOURCES));
    assertThat(refusal.field()).isEqualTo(name);
  }

  private static void addUnless(String given, String name, String value, StringBuilder json) {
    if (!given.equals(name)) {
      json.append(",'").append(name).append("':").append(value);
    }
  }
}
