package com.ytempire.ml.core.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoEventRefusalTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final String COUNTS = "; allowed: 0 to 9007199254740991 or null";
  private static final String TIME =
      "; allowed: an ISO 8601 time with offset, such as 2020-01-04T19:23:00Z";
  private static final String EVENT_RANGE = "; allowed: 2005-01-01T00:00:00Z to 1 d after now";
  private static final String ID = "; allowed: a text of 1 to 255 characters";

  private final VideoEventReader reader = new VideoEventReader(NOW);

  /** Each row adds a member to an event that is right otherwise; ' stands for ". */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "'views':-5 => views: -5 is negative{COUNTS}",
        "'views':-99999999999999999999 => views: -99999999999999999999 is negative{COUNTS}",
        "'views':9007199254740992 => views: 9007199254740992 is too large{COUNTS}",
        "'views':9200000000000000000 => views: 9200000000000000000 is too large{COUNTS}",
        "'views':92000000000000000000 => views: 92000000000000000000 is too large{COUNTS}",
        "'views':1.5 => views: 1.5 is not a whole number{COUNTS}",
        "'views':1e3 => views: 1e3 is not a whole number{COUNTS}",
        "'views':'12' => views: '12' is a text{COUNTS}",
        "'views':true => views: true is a truth value{COUNTS}",
        "'views':[1] => views: is a list{COUNTS}",
        "'views':{'n':1} => views: is an object{COUNTS}",
        "'likes':-1 => likes: -1 is negative{COUNTS}",
        "'dislikes':-1 => dislikes: -1 is negative{COUNTS}",
        "'comments':0.1 => comments: 0.1 is not a whole number{COUNTS}",
        "'subscriber_count':'1M' => subscriber_count: '1M' is a text{COUNTS}",
        "'category_id':2147483648 => category_id: 2147483648 is too large; allowed: 0 to 2147483647 or null",
        "'category_id':'Music' => category_id: 'Music' is a text; allowed: 0 to 2147483647 or null",
        "'comments_disabled':'true' => comments_disabled: 'true' is a text; allowed: true, false or null",
        "'comments_disabled':1 => comments_disabled: 1 is a number; allowed: true, false or null",
        "'ratings_disabled':[] => ratings_disabled: is a list; allowed: true, false or null",
        "'tags':'a|b' => tags: 'a|b' is a text; allowed: a list of texts or null",
        "'tags':['a',7] => tags[1]: 7 is a number; allowed: a text",
        "'tags':['a',null] => tags[1]: is null; allowed: a text",
        "'tags':['a','b','\\u0000'] => tags: '?' holds a NUL character; allowed: whole Unicode characters other than NUL",
        "'title':5 => title: 5 is a number; allowed: a text or null",
        "'title':'a\\u0000b' => title: 'a?b' holds a NUL character; allowed: whole Unicode characters other than NUL",
        "'title':'\\ud83d!' => title: '?!' holds half a surrogate pair; allowed: whole Unicode characters other than NUL",
        "'title':'\\ude00' => title: '?' holds half a surrogate pair; allowed: whole Unicode characters other than NUL",
        "'source':'' => source: '' is blank; allowed: a text of 1 to 64 characters or null",
        "'source':3 => source: 3 is a number; allowed: a text or null",
        "'region':' ' => region: ' ' is blank; allowed: a text of 1 to 16 characters or null",
        "'region':'U|S' => region: 'U|S' holds a bar; allowed: a code such as US, or null",
        "'region':'ABCDEFGHIJKLMNOPQ' => region: 'ABCDEFGHIJKLMNOPQ' has 17 characters; allowed: a text of 1 to 16 characters or null",
        "'event_id':'' => event_id: '' is blank; allowed: a text of 1 to 512 characters or null",
        "'channel_id':'' => channel_id: '' is blank; allowed: a text of 1 to 255 characters or null",
        "'channel_title':{} => channel_title: is an object; allowed: a text or null",
        "'time_precision':'week' => time_precision: 'week' is unknown; allowed: day, hour, minute, second or null",
        "'publish_time':'soon' => publish_time: 'soon' is not a time{TIME}",
        "'publish_time':'2004-12-31T23:59:59Z' => publish_time: 2004-12-31T23:59:59Z is out of range; allowed: 2005-01-01T00:00:00Z to 2 d after now",
        "'publish_time':'2026-11-24T12:00:01Z' => publish_time: 2026-11-24T12:00:01Z is out of range; allowed: 2005-01-01T00:00:00Z to 2 d after now",
        "'views':1,'views':2 => views: is given twice; allowed: each field once",
        "'views':1,'views':1 => views: is given twice; allowed: each field once",
        "'video_id':'again' => video_id: is given twice; allowed: each field once",
        "'x':1,'x':1 => x: is given twice; allowed: each field once",
      })
  void namesTheFieldItsValueAndWhatIsAllowed(String member, String reason) {
    String json =
        "{\"video_id\":\"v\",\"event_time\":\"2020-01-04T19:23:00Z\"," + quoted(member) + "}";

    assertThat(refusal(json)).isEqualTo(filled(reason));
  }

  /** Each row is the whole payload; ' stands for ". */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "{} => video_id: is missing{ID}",
        "{'event_time':'2020-01-04T19:23:00Z'} => video_id: is missing{ID}",
        "{'video_id':'v'} => event_time: is missing{TIME}",
        "{'video_id':'v','event_time':null} => event_time: is missing{TIME}",
        "{'video_id':null} => video_id: is null{ID}",
        "{'video_id':''} => video_id: '' is blank{ID}",
        "{'video_id':'  '} => video_id: '  ' is blank{ID}",
        "{'video_id':12} => video_id: 12 is a number; allowed: a text or null",
        "{'event_time':1578165780000} => event_time: 1578165780000 is a number{TIME}",
        "{'event_time':'yesterday'} => event_time: 'yesterday' is not a time{TIME}",
        "{'event_time':'2020-01-04'} => event_time: '2020-01-04' is not a time{TIME}",
        "{'event_time':'2020-01-04T19:23:00'} => event_time: '2020-01-04T19:23:00' is not a time{TIME}",
        "{'event_time':'2021-02-29T00:00:00Z'} => event_time: '2021-02-29T00:00:00Z' is not a time{TIME}",
        "{'event_time':'2020-01-04T24:00:01Z'} => event_time: '2020-01-04T24:00:01Z' is not a time{TIME}",
        "{'event_time':'3000-01-01T00:00:00Z'} => event_time: 3000-01-01T00:00:00Z is out of range{RANGE}",
        "{'event_time':'+999999999-01-01T00:00:00Z'} => event_time: '+999999999-01-01T00:00:00Z' is not a time{TIME}",
        "{'event_time':'2004-12-31T23:59:59.999Z'} => event_time: 2004-12-31T23:59:59.999Z is out of range{RANGE}",
        "{'event_time':'2026-11-23T12:00:00.001Z'} => event_time: 2026-11-23T12:00:00.001Z is out of range{RANGE}",
        "[] => payload: is a list, not an object; allowed: one JSON object",
        "'v' => payload: is a text, not an object; allowed: one JSON object",
        "7 => payload: is a number, not an object; allowed: one JSON object",
        "null => payload: is null, not an object; allowed: one JSON object",
        "nonsense => payload: is not JSON at byte 8; allowed: one JSON object",
        "{'video_id':'v' => payload: is not JSON at byte 15; allowed: one JSON object",
        "{'video_id':'v => payload: is not JSON at byte 14; allowed: one JSON object",
        "{'views':01} => payload: is not JSON at byte 10; allowed: one JSON object",
        "{'views':NaN} => payload: is not JSON at byte 12; allowed: one JSON object",
        "{'views':1,} => payload: is not JSON at byte 12; allowed: one JSON object",
      })
  void refusesWhatIsNoEventAtAll(String payload, String reason) {
    assertThat(refusal(quoted(payload))).isEqualTo(filled(reason));
  }

  @Test
  void refusesBlankAndEmptyPayloads() {
    assertThat(refusal("")).isEqualTo("payload: is empty; allowed: one JSON object");
    assertThat(refusal("  "))
        .isEqualTo("payload: is blank, not an object; allowed: one JSON object");
  }

  @Test
  void refusesAnythingAfterTheObject() {
    String event = "{\"video_id\":\"v\",\"event_time\":\"2020-01-04T19:23:00Z\"}";

    assertThat(refusal(event + "{}")).startsWith("payload: goes on after the object at byte");
    assertThat(refusal(event + " 1")).startsWith("payload: goes on after the object at byte");
    assertThat(refusal(event + "x")).startsWith("payload: is not JSON at byte");
  }

  @Test
  void refusesIdsThatTheStoreCannotHold() {
    String long256 = "v".repeat(256);
    String time = ",\"event_time\":\"2020-01-04T19:23:00Z\"";

    assertThat(refusal("{\"video_id\":\"" + long256 + "\"" + time + "}"))
        .isEqualTo("video_id: \"" + "v".repeat(40) + "…\" has 256 characters" + ID);
    assertThat(
            refusal(
                "{\"region\":\"US\",\"video_id\":\"" + long256.substring(2) + "\"" + time + "}"))
        .isEqualTo(
            "video_id: has 257 characters together with its region; allowed: up to 255 together");
  }

  @Test
  void refusesTooLongPayloadsWithoutParsingThem() {
    byte[] payload = new byte[EventLimits.MAX_PAYLOAD_BYTES + 1];

    assertThat(refusal(payload))
        .isEqualTo("payload: 1048577 bytes are too long; allowed: up to 1048576 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "C3, 13", // cut two-byte sequence
    "C080, 13", // overlong NUL
    "EDA080, 13", // a surrogate
    "F5808080, 13", // above U+10FFFF
    "E28228, 13", // wrong continuation
    "FF, 13"
  })
  void refusesBytesThatAreNotUtf8(String hex, int offset) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes("{\"title\":\"abc".getBytes(UTF_8));
    payload.writeBytes(java.util.HexFormat.of().parseHex(hex));
    payload.writeBytes("\"}".getBytes(UTF_8));

    assertThat(refusal(payload.toByteArray()))
        .isEqualTo("payload: is not UTF-8 at byte " + offset + "; allowed: JSON in UTF-8");
  }

  @Test
  void boundsDepthAndNumbers() {
    String deep = "{\"x\":" + "[".repeat(100_000);
    String digits = "{\"views\":" + "9".repeat(100_000) + "}";

    assertThat(refusal(deep)).startsWith("payload: goes beyond a limit at byte");
    assertThat(refusal(digits)).startsWith("payload: goes beyond a limit at byte");
  }

  @Test
  void isGoodForTheNextPayloadAfterARefusal() throws Exception {
    assertThat(refusal("{\"views\":1,\"views\"")).startsWith("payload: is not JSON");

    byte[] good =
        "{\"video_id\":\"v\",\"event_time\":\"2020-01-04T19:23:00Z\",\"views\":1}".getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(good, good.length + 3);
    assertThat(reader.read(padded, 0, good.length).views()).isEqualTo(1);
  }

  private String refusal(String payload) {
    return refusal(payload.getBytes(UTF_8));
  }

  private String refusal(byte[] payload) {
    InvalidEventException refusal =
        catchThrowableOfType(InvalidEventException.class, () -> reader.read(payload));
    assertThat(refusal).isNotNull();
    return refusal.reason();
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static String filled(String reason) {
    return quoted(reason)
        .replace("{COUNTS}", COUNTS)
        .replace("{TIME}", TIME)
        .replace("{RANGE}", EVENT_RANGE)
        .replace("{ID}", ID);
  }
}
