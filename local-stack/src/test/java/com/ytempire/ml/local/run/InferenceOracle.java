package com.ytempire.ml.local.run;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What inference must make of a file of events, worked out by looking at the whole file: which
 * snapshots are scored, and what became of each.
 */
final class InferenceOracle {
  private final Map<String, String> outcomes = new TreeMap<>();
  private final Map<String, String> scored = new TreeMap<>();

  private final Map<String, List<Double>> views = new HashMap<>();

  private InferenceOracle() {}

  /** Reads a file of JSON lines; what is no snapshot is left out, and so are duplicates. */
  static InferenceOracle of(Path file) throws IOException {
    var reader = new VideoEventReader(Clock.systemUTC());
    Map<String, Map<String, VideoEvent>> series = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      try {
        VideoEvent event = reader.read(line.getBytes(StandardCharsets.UTF_8));
        series
            .computeIfAbsent(event.seriesId(), id -> new HashMap<>())
            .putIfAbsent(event.eventId(), event);
      } catch (InvalidEventException e) {
        // A signal or a broken line.
      }
    }
    var oracle = new InferenceOracle();
    series.forEach((id, events) -> oracle.add(id, new ArrayList<>(events.values())));
    return oracle;
  }

  private void add(String series, List<VideoEvent> events) {
    events.sort(Comparator.comparing(VideoEvent::eventTime).thenComparing(VideoEvent::eventId));
    for (int i = 0; i < events.size(); i++) {
      VideoEvent event = events.get(i);
      String key = key(series, event.eventId());
      views.put(
          key,
          events.subList(Math.max(0, i + 1 - SnapshotSequence.MOST_STEPS), i + 1).stream()
              .map(VideoEvent::views)
              .map(known -> known == null ? Double.NaN : known.doubleValue())
              .toList());
      scored.put(key, event.eventTime().toString());
      Long before = event.views();
      if (before == null) {
        continue;
      }
      for (VideoEvent later : events) {
        Long after = later.views();
        if (after != null && later.eventTime().isAfter(event.eventTime())) {
          outcomes.put(
              key,
              outcome(
                  later.eventId(),
                  after,
                  Growth.log(before, after),
                  Growth.isViral(before, after)));
          break;
        }
      }
    }
  }

  static String key(String series, String eventId) {
    return series + " " + eventId;
  }

  /** An outcome as text, to compare by. */
  static String outcome(String nextEvent, double views, double logGrowth, boolean viral) {
    return "%s: %s views, log growth %s, %s".formatted(nextEvent, views, logGrowth, viral);
  }

  /** Views in every scored snapshot and those before it that a model of sequences reads. */
  Map<String, List<Double>> views() {
    return views;
  }

  /** Event time of every scored snapshot. */
  Map<String, String> scored() {
    return scored;
  }

  /** Outcome of every scored snapshot that has one. */
  Map<String, String> outcomes() {
    return outcomes;
  }
}
