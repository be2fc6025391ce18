package com.ytempire.ml.core.content;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of content as its newest snapshot shows it.
 *
 * @param entityId which, as {@code region|video_id}, or {@code video_id} without a region
 * @param title its title, not blank
 * @param channel id of its channel, or null
 * @param categoryId YouTube category number, or null
 * @param publishTime when it was published, or null
 * @param eventId the snapshot
 * @param eventTime time of the snapshot, to the millisecond
 * @param numbers what models read, by name: inputs and features of the snapshot. Only finite
 *     numbers are kept; one that is not there is null
 */
public record ContentSnapshot(
    String entityId,
    String title,
    @Nullable String channel,
    @Nullable Integer categoryId,
    @Nullable Instant publishTime,
    String eventId,
    Instant eventTime,
    Map<String, Double> numbers) {

  public ContentSnapshot {
    numbers = finite(numbers);
  }

  private static Map<String, Double> finite(Map<String, Double> numbers) {
    Map<String, Double> finite = new HashMap<>(numbers.size() * 2);
    numbers.forEach(
        (name, number) -> {
          if (Double.isFinite(number)) {
            finite.put(name, number);
          }
        });
    return Map.copyOf(finite);
  }

  /** A number, or NaN where it is null. */
  public double number(String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }

  /** Its id at its source, the same in every region. */
  public String contentId() {
    return entityId.substring(entityId.indexOf('|') + 1);
  }

  /** Whether this snapshot comes after {@code other} by (event time, event id). */
  public boolean isAfter(ContentSnapshot other) {
    return isAfter(other.eventTime, other.eventId);
  }

  /** Whether this snapshot comes after another one by (event time, event id). */
  public boolean isAfter(Instant otherTime, String otherEventId) {
    int byTime = eventTime.compareTo(otherTime);
    return byTime != 0 ? byTime > 0 : eventId.compareTo(otherEventId) > 0;
  }
}
