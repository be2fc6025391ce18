package com.ytempire.ml.core.event.json;

import com.ytempire.ml.core.event.VideoEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link VideoEvent} from JSON in UTF-8, or says why it is none.
 *
 * <p>Required: {@code video_id} and {@code event_time}. {@code source} defaults to {@code youtube};
 * {@code event_id} to {@code region|video_id|event_time}, without the region where there is none.
 * Counts are whole numbers from 0 to 2^53 − 1; a number in quotes is refused, not guessed. Times
 * are ISO 8601 with an offset, from 2005 until one day (publish time: two days) after now, and are
 * cut to the millisecond. Unknown fields are ignored; a field given twice, NUL characters, half
 * surrogate pairs, broken UTF-8 and anything after the object are refused.
 *
 * <p>Keeps buffers between calls: make one per thread.
 */
public final class VideoEventReader {
  private static final String ID_ALLOWED = "a text of 1 to 255 characters";
  private static final Set<String> PRECISIONS = Set.of("day", "hour", "minute", "second");
  private static final String PRECISIONS_ALLOWED =
      JsonFields.listed("day", "hour", "minute", "second");
  private static final int MAX_WORD_CHARS = 64;
  private static final int MAX_REGION_CHARS = 16;

  private final JsonFields fields;

  /**
   * @param clock tells now, against which times are bounded
   */
  public VideoEventReader(Clock clock) {
    this.fields = new JsonFields(clock);
  }

  /**
   * @throws InvalidEventException with the reason when the payload is not a valid event
   */
  public VideoEvent read(byte[] payload) throws InvalidEventException {
    return read(payload, 0, payload.length);
  }

  /**
   * Reads part of an array.
   *
   * @throws InvalidEventException with the reason when the bytes are not a valid event
   */
  public VideoEvent read(byte[] bytes, int offset, int length) throws InvalidEventException {
    try {
      fields.open(bytes, offset, length);
      Draft draft = new Draft();
      for (String name = fields.next(); name != null; name = fields.next()) {
        draft.take(name, fields);
      }
      return draft.toEvent();
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
    private @Nullable String region;
    private @Nullable String videoId;
    private @Nullable Instant eventTime;
    private @Nullable String timePrecision;
    private @Nullable Instant publishTime;
    private @Nullable String title;
    private @Nullable String channelId;
    private @Nullable String channelTitle;
    private @Nullable Integer categoryId;
    private @Nullable List<String> tags;
    private @Nullable Long views;
    private @Nullable Long likes;
    private @Nullable Long dislikes;
    private @Nullable Long comments;
    private @Nullable Boolean commentsDisabled;
    private @Nullable Boolean ratingsDisabled;
    private @Nullable Long subscriberCount;

    void take(String name, JsonFields in) throws InvalidEventException, IOException {
      switch (name) {
        case "event_id" -> {
          in.once(0, name);
          eventId = in.shortText(name, EventLimits.MAX_EVENT_ID_CHARS);
        }
        case "source" -> {
          in.once(1, name);
          source = in.shortText(name, MAX_WORD_CHARS);
        }
        case "region" -> {
          in.once(2, name);
          region = region(in.shortText(name, MAX_REGION_CHARS));
        }
        case "video_id" -> {
          in.once(3, name);
          videoId = in.requiredText(name, EventLimits.MAX_ID_CHARS);
        }
        case "event_time" -> {
          in.once(4, name);
          eventTime = in.time(name, EventLimits.EVENT_TIME_AHEAD);
        }
        case "time_precision" -> {
          in.once(5, name);
          timePrecision = in.word(name, PRECISIONS, PRECISIONS_ALLOWED);
        }
        case "publish_time" -> {
          in.once(6, name);
          publishTime = in.time(name, EventLimits.PUBLISH_TIME_AHEAD);
        }
        case "title" -> {
          in.once(7, name);
          title = in.text(name);
        }
        case "channel_id" -> {
          in.once(8, name);
          channelId = in.shortText(name, EventLimits.MAX_ID_CHARS);
        }
        case "channel_title" -> {
          in.once(9, name);
          channelTitle = in.shortText(name, EventLimits.MAX_ID_CHARS);
        }
        case "category_id" -> {
          in.once(10, name);
          Long category = in.count(name, Integer.MAX_VALUE);
          categoryId = category == null ? null : Integer.valueOf(category.intValue());
        }
        case "tags" -> {
          in.once(11, name);
          List<String> texts = in.texts(name);
          tags = texts == null ? null : Collections.unmodifiableList(texts);
        }
        case "views" -> {
          in.once(12, name);
          views = in.count(name, EventLimits.MAX_COUNT);
        }
        case "likes" -> {
          in.once(13, name);
          likes = in.count(name, EventLimits.MAX_COUNT);
        }
        case "dislikes" -> {
          in.once(14, name);
          dislikes = in.count(name, EventLimits.MAX_COUNT);
        }
        case "comments" -> {
          in.once(15, name);
          comments = in.count(name, EventLimits.MAX_COUNT);
        }
        case "comments_disabled" -> {
          in.once(16, name);
          commentsDisabled = in.flag(name);
        }
        case "ratings_disabled" -> {
          in.once(17, name);
          ratingsDisabled = in.flag(name);
        }
        case "subscriber_count" -> {
          in.once(18, name);
          subscriberCount = in.count(name, EventLimits.MAX_COUNT);
        }
        default -> in.skipUnknown(name);
      }
    }

    /** A bar would make the series id {@code region|video_id} ambiguous. */
    private static @Nullable String region(@Nullable String region) throws InvalidEventException {
      if (region != null && region.indexOf('|') >= 0) {
        throw new InvalidEventException(
            "region",
            "\"" + InvalidEventException.shown(region) + "\"",
            "holds a bar",
            "a code such as US, or null");
      }
      return region;
    }

    VideoEvent toEvent() throws InvalidEventException {
      if (videoId == null) {
        throw JsonFields.missing("video_id", ID_ALLOWED);
      }
      if (eventTime == null) {
        throw JsonFields.missing(
            "event_time", "an ISO 8601 time with offset, such as 2020-01-04T19:23:00Z");
      }
      String series = region == null ? videoId : region + "|" + videoId;
      if (series.length() > EventLimits.MAX_ID_CHARS) {
        throw new InvalidEventException(
            "video_id",
            "",
            "has " + series.length() + " characters together with its region",
            "up to 255 together");
      }
      return new VideoEvent(
          eventId == null ? series + "|" + eventTime : eventId,
          source == null ? "youtube" : source,
          region,
          videoId,
          eventTime,
          timePrecision,
          publishTime,
          title,
          channelId,
          channelTitle,
          categoryId,
          tags,
          views,
          likes,
          dislikes,
          comments,
          commentsDisabled,
          ratingsDisabled,
          subscriberCount);
    }
  }
}
