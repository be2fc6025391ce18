package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.LineReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.series.Outcome;
import com.ytempire.ml.features.series.VideoSeries;
import com.ytempire.ml.inference.trend.TrendInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes labelled rows from files of events. Inputs come from the computation that the feature job
 * runs; the label of a snapshot is the next snapshot of its series at a strictly later time. The
 * last snapshot of a series has none and gives no row, nor do snapshots without views, of which
 * growth cannot be told.
 */
final class TrendRows {
  /** Any file will do: inputs do not depend on it. */
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          "features: {engagement: [{name: view_rate, formula: view_rate_per_hour}]}", "inputs");

  private final VideoSeries series = PLAN.newVideoSeries();
  private final double[] numbers = new double[1];
  private final Map<String, Last> lastBySeries = new HashMap<>();
  private final List<TrendRow> rows = new ArrayList<>();

  /** Where a series stands: its state, and the snapshots that wait for their label. */
  private static final class Last {
    private byte @Nullable [] state;
    private final List<Waiting> waiting = new ArrayList<>();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Waiting(VideoEvent event, float[] inputs, long views) {}

  private TrendRows() {}

  /**
   * The events of a file of JSON lines, plain or gzipped, in its order. Lines without a video id
   * are about something else and left out.
   *
   * @throws IOException when the file cannot be read or a line is not an event
   */
  static List<VideoEvent> events(Path file, Clock clock) throws IOException {
    List<VideoEvent> events = new ArrayList<>();
    var reader = new VideoEventReader(clock);
    try (LineReader lines = LineReader.open(Files.newInputStream(file))) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        try {
          events.add(reader.read(line.bytes()));
        } catch (InvalidEventException e) {
          if (!e.field().equals("video_id")) {
            throw new IOException("%s:%d: %s".formatted(file, line.number(), e.reason()), e);
          }
        }
      }
    }
    return events;
  }

  /**
   * Every so manieth event of each series, from its first: the same videos, looked at less often.
   */
  static List<VideoEvent> thinned(List<VideoEvent> events, int every) {
    Map<String, Integer> seen = new HashMap<>();
    return events.stream()
        .filter(event -> (seen.merge(event.seriesId(), 1, Integer::sum) - 1) % every == 0)
        .toList();
  }

  /** Rows of events, whatever order they are in. */
  static List<TrendRow> of(List<VideoEvent> events) {
    List<VideoEvent> ordered = new ArrayList<>(events);
    ordered.sort(Comparator.comparing(VideoEvent::eventTime).thenComparing(VideoEvent::eventId));
    var rows = new TrendRows();
    ordered.forEach(rows::take);
    rows.rows.sort(
        Comparator.comparing(TrendRow::at)
            .thenComparing(TrendRow::videoId)
            .thenComparing(TrendRow::nextAt));
    return rows.rows;
  }

  private void take(VideoEvent event) {
    Last last = lastBySeries.computeIfAbsent(event.seriesId(), id -> new Last());
    Outcome outcome = series.advance(last.state, event, null, Double.NaN, numbers, new float[0][]);
    if (outcome != Outcome.COMPUTED) {
      return;
    }
    Long views = event.views();
    if (views != null) {
      label(last, event, views);
      last.waiting.add(new Waiting(event, TrendInput.ofInputs(series.inputs()), views));
    }
    last.state = series.nextState();
  }

  private void label(Last last, VideoEvent next, long views) {
    last.waiting.removeIf(
        waiting -> {
          if (!waiting.event.eventTime().isBefore(next.eventTime())) {
            return false;
          }
          rows.add(
              new TrendRow(
                  next.videoId(),
                  waiting.event.eventTime(),
                  next.eventTime(),
                  waiting.inputs,
                  waiting.views,
                  views));
          return true;
        });
  }
}
