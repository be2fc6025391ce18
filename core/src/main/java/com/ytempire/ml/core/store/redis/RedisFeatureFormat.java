package com.ytempire.ml.core.store.redis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.feature.EntityKey;
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
 * Keys and values in Redis, such as {@code features:video:US|abc:view_velocity} and {@code
 * {"computed_at":"2025-01-10T10:00:00.000Z","event_id":"e1","version":1,"value":0.85}}. The write
 * script relies on this order and on the fixed width of the time.
 */
final class RedisFeatureFormat {
  static final String PREFIX = "features:";

  private RedisFeatureFormat() {}

  static String key(EntityKey entity, String column) {
    return PREFIX + entity.type() + ":" + entity.id() + ":" + column;
  }

  /** Starts a value; what is appended next is the feature's own value, then {@link #end}. */
  static void begin(StringBuilder out, String time, String quotedEventId, int version) {
    out.append("{\"computed_at\":\"").append(time).append("\",\"event_id\":").append(quotedEventId);
    out.append(",\"version\":").append(version).append(",\"value\":");
  }

  static String end(StringBuilder out) {
    return out.append('}').toString();
  }

  static String time(Instant time) {
    return StoredTime.text(time);
  }

  static String quoted(String eventId) {
    var out = new StringBuilder(eventId.length() + 2);
    FeatureJson.appendString(out, eventId);
    return out.toString();
  }

  /** A stored value; missing where it is absent, foreign, or of another definition. */
  static FeatureRead.Value read(FeatureColumn column, @Nullable String json, Instant now) {
    if (json == null) {
      return FeatureRead.Value.missing(column);
    }
    try (JsonParser parser = FeatureJson.parser(json)) {
      return read(column, parser, now);
    } catch (IOException | DateTimeParseException e) {
      // Somebody else's value under our key is no feature; Postgres still has ours.
      return FeatureRead.Value.missing(column);
    }
  }

  private static FeatureRead.Value read(FeatureColumn column, JsonParser parser, Instant now)
      throws IOException {
    String computedAt = null;
    String eventId = null;
    int version = 0;
    FeatureValue value = null;
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return FeatureRead.Value.missing(column);
    }
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      switch (field) {
        case "computed_at" -> computedAt = parser.getText();
        case "event_id" -> eventId = parser.getText();
        case "version" -> version = parser.getIntValue();
        case "value" -> value = FeatureJson.read(parser);
        default -> parser.skipChildren();
      }
    }
    if (computedAt == null || eventId == null || value == null || version != column.version()) {
      return FeatureRead.Value.missing(column);
    }
    return FeatureRead.Value.found(
        column, value.number(), value.embedding(), StoredTime.parse(computedAt), eventId, now);
  }
}
