package com.ytempire.ml.core.event.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.event.VideoEvent;
import java.io.IOException;

/**
 * Writes a {@link VideoEvent} as JSON in UTF-8, every field present, in the order of the published
 * event files. What {@link VideoEventReader} reads from it equals what was written.
 *
 * <p>Keeps a buffer between calls: make one per thread.
 */
public final class VideoEventWriter {
  private final JsonBytes json = new JsonBytes();

  /**
   * @throws java.io.UncheckedIOException when a text holds half a surrogate pair, which has no
   *     UTF-8
   */
  public byte[] write(VideoEvent event) {
    return json.write(out -> write(event, out));
  }

  private static void write(VideoEvent event, JsonGenerator out) throws IOException {
    JsonBytes.text(out, "event_id", event.eventId());
    JsonBytes.text(out, "source", event.source());
    JsonBytes.text(out, "region", event.region());
    JsonBytes.text(out, "video_id", event.videoId());
    JsonBytes.text(out, "event_time", event.eventTime());
    JsonBytes.text(out, "time_precision", event.timePrecision());
    JsonBytes.text(out, "publish_time", event.publishTime());
    JsonBytes.text(out, "title", event.title());
    JsonBytes.text(out, "channel_id", event.channelId());
    JsonBytes.text(out, "channel_title", event.channelTitle());
    JsonBytes.number(out, "category_id", event.categoryId());
    if (event.tags() == null) {
      out.writeNullField("tags");
    } else {
      out.writeArrayFieldStart("tags");
      for (String tag : event.tags()) {
        out.writeString(tag);
      }
      out.writeEndArray();
    }
    JsonBytes.number(out, "views", event.views());
    JsonBytes.number(out, "likes", event.likes());
    JsonBytes.number(out, "dislikes", event.dislikes());
    JsonBytes.number(out, "comments", event.comments());
    JsonBytes.flag(out, "comments_disabled", event.commentsDisabled());
    JsonBytes.flag(out, "ratings_disabled", event.ratingsDisabled());
    JsonBytes.number(out, "subscriber_count", event.subscriberCount());
  }
}
