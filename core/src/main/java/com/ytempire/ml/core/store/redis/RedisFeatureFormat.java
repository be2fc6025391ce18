package com.ytempire.ml.core.store.redis;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.store.json.FeatureJson;
import com.ytempire.ml.core.store.json.StoredTime;
import java.time.Instant;

/**
 * Keys and values in Redis, such as {@code features:video:US|abc:view_velocity} and {@code
 * {"computed_at":"2025-01-10T10:00:00.000Z","event_id":"e1","version":1,"value":0.85}}. The write
 * script and {@link RedisFeatureReader} rely on this order and on the fixed width of the time.
 */
final class RedisFeatureFormat {
  static final String PREFIX = "features:";

  /** What stands before the time. */
  static final String BEFORE_TIME = "{\"computed_at\":\"";

  /** What stands between the time and the event's id in quotes. */
  static final String BEFORE_EVENT = "\",\"event_id\":";

  static final String BEFORE_VERSION = ",\"version\":";
  static final String BEFORE_VALUE = ",\"value\":";

  private RedisFeatureFormat() {}

  static String key(EntityKey entity, String column) {
    return PREFIX + entity.type() + ":" + entity.id() + ":" + column;
  }

  /** Starts a value; what is appended next is the feature's own value, then {@link #end}. */
  static void begin(StringBuilder out, String time, String quotedEventId, int version) {
    out.append(BEFORE_TIME).append(time).append(BEFORE_EVENT).append(quotedEventId);
    out.append(BEFORE_VERSION).append(version).append(BEFORE_VALUE);
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
}
