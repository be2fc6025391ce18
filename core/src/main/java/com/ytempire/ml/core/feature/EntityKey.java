package com.ytempire.ml.core.feature;

/**
 * What a feature value is about.
 *
 * @param type kind of entity: {@link #VIDEO}, {@link #CHANNEL} or {@link #TOPIC}
 * @param id id within the type: {@code region|video_id}, a channel, or {@code source|topic} with
 *     the topic in its canonical form
 */
public record EntityKey(String type, String id) {
  public static final String VIDEO = "video";
  public static final String CHANNEL = "channel";
  public static final String TOPIC = "topic";

  @Override
  public String toString() {
    return type + ":" + id;
  }
}
