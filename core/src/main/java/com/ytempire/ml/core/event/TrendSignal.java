package com.ytempire.ml.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much a topic was talked about at one source in the time before {@code eventTime}.
 *
 * @param eventId unique id of the signal; a second signal with the same id is a duplicate
 * @param source {@code youtube|twitter|reddit|google_trends|tiktok}
 * @param topic the topic, as the source spells it
 * @param niche {@code gaming|education|entertainment|technology|lifestyle}, or null
 * @param volume mentions, posts or searches counted by this signal, at least 0
 * @param score how strong the source rates the topic, 0 to 1, or null
 * @param eventTime when it was measured, UTC, to the millisecond
 */
public record TrendSignal(
    String eventId,
    String source,
    String topic,
    @Nullable String niche,
    double volume,
    @Nullable Double score,
    Instant eventTime) {

  /**
   * Id of the series this signal belongs to: {@code source|topic}, all spellings of a topic being
   * one; see {@link TopicName}.
   */
  public String seriesId() {
    return source + "|" + TopicName.canonical(topic);
  }
}
