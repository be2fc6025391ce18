package com.ytempire.ml.core.store.redis;

import static com.ytempire.ml.core.store.redis.RedisFeatureFormat.BEFORE_EVENT;
import static com.ytempire.ml.core.store.redis.RedisFeatureFormat.BEFORE_TIME;
import static com.ytempire.ml.core.store.redis.RedisFeatureFormat.BEFORE_VALUE;
import static com.ytempire.ml.core.store.redis.RedisFeatureFormat.BEFORE_VERSION;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.json.FeatureJson;
import com.ytempire.ml.core.store.json.FeatureValue;
import com.ytempire.ml.core.store.json.StoredTime;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one answer of Redis. Numbers in exactly the form that {@link
 * RedisFeatureFormat} gives them are found by their place in the text; anything else, such as an
 * embedding or an id with a quote in it, goes through a JSON parser. The values of an entity mostly
 * come from one event, whose time and id are made once. Confined to one thread.
 */
final class RedisFeatureReader {
  private static final int TIME_START = BEFORE_TIME.length();
  private static final int TIME_END = TIME_START + StoredTime.LENGTH;
  private static final int ID_START = TIME_END + BEFORE_EVENT.length() + 1;

  /** Of a number that is a whole double and an int. */
  private static final int MOST_PLAIN_DIGITS = 9;

  private final Instant now;
  private String timeText = "";
  private Instant time = Instant.EPOCH;
  private String eventId = "";

  RedisFeatureReader(Instant now) {
    this.now = now;
  }

  /** A stored value; missing where it is absent, foreign, or of another definition. */
  FeatureRead.Value read(FeatureColumn column, @Nullable String json) {
    if (json == null) {
      return FeatureRead.Value.missing(column);
    }
    try {
      FeatureRead.Value value = readPlain(column, json);
      return value == null ? readAny(column, json) : value;
    } catch (IOException | DateTimeParseException e) {
      // Somebody else's value under our key is no feature; Postgres still has ours.
      return FeatureRead.Value.missing(column);
    }
  }

  /** A number or null as it is written here; null where the text is anything else. */
  private FeatureRead.@Nullable Value readPlain(FeatureColumn column, String json) {
    if (!json.startsWith(BEFORE_TIME)
        || !json.startsWith(BEFORE_EVENT, TIME_END)
        || !json.startsWith("\"", ID_START - 1)) {
      return null;
    }
    int idEnd = json.indexOf('"', ID_START);
    if (idEnd < 0 || !json.startsWith(BEFORE_VERSION, idEnd + 1)) {
      return null;
    }
    int versionStart = idEnd + 1 + BEFORE_VERSION.length();
    int versionEnd = json.indexOf(',', versionStart);
    if (versionEnd < 0 || !json.startsWith(BEFORE_VALUE, versionEnd)) {
      return null;
    }
    int valueStart = versionEnd + BEFORE_VALUE.length();
    int valueEnd = json.length() - 1;
    if (valueStart >= valueEnd || json.charAt(valueEnd) != '}') {
      return null;
    }
    boolean isNull = json.startsWith("null", valueStart) && valueEnd == valueStart + 4;
    if (!isNull && !isNumber(json, valueStart, valueEnd)) {
      return null;
    }
    if (!sameEvent(json, idEnd) && !newEvent(json, idEnd)) {
      return null;
    }
    if (wholeNumber(json, versionStart, versionEnd) != column.version()) {
      return null;
    }
    double number = isNull ? Double.NaN : number(json, valueStart, valueEnd);
    return FeatureRead.Value.found(column, number, null, time, eventId, now);
  }

  private boolean sameEvent(String json, int idEnd) {
    return timeText.length() == StoredTime.LENGTH
        && eventId.length() == idEnd - ID_START
        && json.startsWith(timeText, TIME_START)
        && json.startsWith(eventId, ID_START);
  }

  /** Takes over time and id, unless the id has an escape. */
  private boolean newEvent(String json, int idEnd) {
    String id = json.substring(ID_START, idEnd);
    if (id.indexOf('\\') >= 0) {
      return false;
    }
    String text = json.substring(TIME_START, TIME_END);
    time = StoredTime.parse(text);
    timeText = text;
    eventId = id;
    return true;
  }

  /** Whether it is a number by the grammar of JSON. */
  private static boolean isNumber(String json, int from, int to) {
    int at = json.charAt(from) == '-' ? from + 1 : from;
    int end = digits(json, at, to);
    if (end == at || end - at > 1 && json.charAt(at) == '0') {
      return false;
    }
    at = end;
    if (at < to && json.charAt(at) == '.') {
      end = digits(json, at + 1, to);
      if (end == at + 1) {
        return false;
      }
      at = end;
    }
    if (at < to && (json.charAt(at) == 'E' || json.charAt(at) == 'e')) {
      int sign = at + 1 < to && "+-".indexOf(json.charAt(at + 1)) >= 0 ? 1 : 0;
      end = digits(json, at + 1 + sign, to);
      if (end == at + 1 + sign) {
        return false;
      }
      at = end;
    }
    return at == to;
  }

  /** Where the digits from a place end. */
  private static int digits(String json, int from, int to) {
    int at = from;
    while (at < to && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static double number(String json, int from, int to) {
    int whole = wholeNumber(json, from, to);
    return whole >= 0 ? whole : Double.parseDouble(json.substring(from, to));
  }

  /** A number of few digits and nothing else, or -1. */
  private static int wholeNumber(String json, int from, int to) {
    if (to == from || to - from > MOST_PLAIN_DIGITS || digits(json, from, to) != to) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + json.charAt(i) - '0';
    }
    return number;
  }

  private FeatureRead.Value readAny(FeatureColumn column, String json) throws IOException {
    try (JsonParser parser = FeatureJson.parser(json)) {
      return readAny(column, parser);
    }
  }

  private FeatureRead.Value readAny(FeatureColumn column, JsonParser parser) throws IOException {
    String computedAt = null;
    String id = null;
    int version = 0;
    FeatureValue value = null;
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return FeatureRead.Value.missing(column);
    }
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      switch (field) {
        case "computed_at" -> computedAt = parser.getText();
        case "event_id" -> id = parser.getText();
        case "version" -> version = parser.getIntValue();
        case "value" -> value = FeatureJson.read(parser);
        default -> parser.skipChildren();
      }
    }
    if (computedAt == null || id == null || value == null || version != column.version()) {
      return FeatureRead.Value.missing(column);
    }
    return FeatureRead.Value.found(
        column, value.number(), value.embedding(), StoredTime.parse(computedAt), id, now);
  }
}
