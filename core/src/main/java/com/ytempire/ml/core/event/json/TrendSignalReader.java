package com.ytempire.ml.core.event.json;

import com.ytempire.ml.core.event.TopicName;
import com.ytempire.ml.core.event.TrendSignal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link TrendSignal} from JSON in UTF-8, or says why it is none.
 *
 * <p>Required: {@code source} (one of five), {@code topic}, {@code volume} (finite, at least 0) and
 * {@code event_time}. {@code event_id} defaults to {@code source|topic|event_time}. The length of
 * the topic is that of its {@link TopicName canonical form} where that is longer. The rules for
 * times, texts, unknown and repeated fields are those of {@link VideoEventReader}.
 *
 * <p>Keeps buffers between calls: make one per thread.
 */
public final class TrendSignalReader {
  private static final Set<String> SOURCES =
      Set.of("youtube", "twitter", "reddit", "google_trends", "tiktok");
  private static final String SOURCES_ALLOWED = "youtube, twitter, reddit, google_trends, tiktok";
  private static final Set<String> NICHES =
      Set.of("gaming", "education", "entertainment", "technology", "lifestyle");
  private static final String NICHES_ALLOWED =
      JsonFields.listed("gaming", "education", "entertainment", "technology", "lifestyle");
  private static final String VOLUME_ALLOWED = "a finite number from 0";
  private static final String SCORE_ALLOWED = "a number from 0 to 1, or null";

  private final JsonFields fields;

  /**
   * @param clock tells now, against which times are bounded
   */
  public TrendSignalReader(Clock clock) {
    this.fields = new JsonFields(clock);
  }

  /**
   * @throws InvalidEventException with the reason when the payload is not a valid signal
   */
  public TrendSignal read(byte[] payload) throws InvalidEventException {
    return read(payload, 0, payload.length);
  }

  /**
   * Reads part of an array.
   *
   * @throws InvalidEventException with the reason when the bytes are not a valid signal
   */
  public TrendSignal read(byte[] bytes, int offset, int length) throws InvalidEventException {
    try {
      fields.open(bytes, offset, length);
      Draft draft = new Draft();
      for (String name = fields.next(); name != null; name = fields.next()) {
        draft.take(name, fields);
      }
      return draft.toSignal();
    } catch (IOException e) {
      throw fields.unreadable(e);
    } finally {
      fields.close();
    }
  }

  /** The fields met so far. */
  private static final class Draft {
    private @Nullable String eventId;
    private @Nullable String source;
    private @Nullable String topic;
    private @Nullable String niche;
    private @Nullable Double volume;
    private @Nullable Double score;
    private @Nullable Instant eventTime;

    void take(String name, JsonFields in) throws InvalidEventException, IOException {
      switch (name) {
        case "event_id" -> {
          in.once(0, name);
          eventId = in.shortText(name, EventLimits.MAX_EVENT_ID_CHARS);
        }
        case "source" -> {
          in.once(1, name);
          source = in.word(name, SOURCES, SOURCES_ALLOWED);
        }
        case "topic" -> {
          in.once(2, name);
          topic = in.requiredText(name, EventLimits.MAX_ID_CHARS);
        }
        case "niche" -> {
          in.once(3, name);
          niche = in.word(name, NICHES, NICHES_ALLOWED);
        }
        case "volume" -> {
          in.once(4, name);
          volume = in.amount(name, Double.MAX_VALUE, VOLUME_ALLOWED);
        }
        case "score" -> {
          in.once(5, name);
          score = in.amount(name, 1, SCORE_ALLOWED);
        }
        case "event_time" -> {
          in.once(6, name);
          eventTime = in.time(name, EventLimits.EVENT_TIME_AHEAD);
        }
        default -> in.skipUnknown(name);
      }
    }

    TrendSignal toSignal() throws InvalidEventException {
      if (source == null) {
        throw JsonFields.missing("source", SOURCES_ALLOWED);
      }
      if (topic == null) {
        throw JsonFields.missing("topic", "a text of 1 to 255 characters");
      }
      if (volume == null) {
        throw JsonFields.missing("volume", VOLUME_ALLOWED);
      }
      if (eventTime == null) {
        throw JsonFields.missing(
            "event_time", "an ISO 8601 time with offset, such as 2020-01-04T19:23:00Z");
      }
      String canonical = TopicName.canonical(topic);
      if (canonical.isEmpty()) {
        throw new InvalidEventException(
            "topic", "", "is white space only", "a text of 1 to 255 characters");
      }
      String series = source + "|" + topic;
      int length = source.length() + 1 + Math.max(topic.length(), canonical.length());
      if (length > EventLimits.MAX_ID_CHARS) {
        throw new InvalidEventException(
            "topic",
            "",
            "has " + length + " characters together with its source",
            "up to 255 together");
      }
      return new TrendSignal(
          eventId == null ? series + "|" + eventTime : eventId,
          source,
          topic,
          niche,
          volume,
          score,
          eventTime);
    }
  }
}
