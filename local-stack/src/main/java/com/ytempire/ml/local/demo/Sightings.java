package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.event.VideoEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What callers could see of the world by themselves: the newest snapshot of each video. Safe to
 * share between threads.
 */
final class Sightings {
  private static final int LONGEST_TOPIC = 200;

  private final Map<String, Sighting> newest = new HashMap<>();
  private Instant newestRepeated = Instant.MIN;

  /** A snapshot was made public. */
  synchronized void saw(VideoEvent event) {
    Long views = event.views();
    String title = event.title();
    if (views != null && title != null && !title.isBlank()) {
      Instant time = event.eventTime();
      Sighting before =
          newest.put(
              event.seriesId(),
              new Sighting(event.seriesId(), topic(title, event.tags()), time, views));
      if (before != null && time.isAfter(before.time()) && before.time().isAfter(newestRepeated)) {
        newestRepeated = before.time();
      }
    }
  }

  /** What a video is about: the longest of its tags that its title names, else the title. */
  private static String topic(String title, @Nullable List<String> tags) {
    String topic = title;
    if (tags != null) {
      String lower = title.toLowerCase(Locale.ROOT);
      topic =
          tags.stream()
              .filter(tag -> tag.length() > 2 && lower.contains(tag.toLowerCase(Locale.ROOT)))
              .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
              .orElse(title);
    }
    return topic.substring(0, Math.min(LONGEST_TOPIC, topic.length()));
  }

  /** Videos seen at or after a time, in the order of their names. */
  synchronized List<Sighting> since(Instant time) {
    return newest.values().stream()
        .filter(sighting -> !sighting.time().isBefore(time))
        .sorted(Comparator.comparing(Sighting::series))
        .toList();
  }

  /** Whether a video that was seen at or after a time has been seen again. */
  synchronized boolean hasOutcomeSince(Instant time) {
    return !newestRepeated.isBefore(time);
  }

  synchronized Optional<Sighting> newest(String series) {
    return Optional.ofNullable(newest.get(series));
  }
}
