package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.source.EventFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private final Map<String, Last> lastBySeries = new HashMap<>();
  private final List<TrendRow> rows = new ArrayList<>();

  /** Where a series stands: the snapshots that wait for their label. */
  private static final class Last {
    private final List<Waiting> waiting = new ArrayList<>();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Waiting(VideoEvent event, float[] inputs, long views) {}

  private TrendRows() {}

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
    var rows = new TrendRows();
    try {
      EventFiles.compute(
          PLAN, events, (event, numbers, inputs) -> rows.take(event, TrendInput.ofInputs(inputs)));
    } catch (IOException e) {
      throw new UncheckedIOException("taking a row reads nothing", e);
    }
    rows.rows.sort(
        Comparator.comparing(TrendRow::at)
            .thenComparing(TrendRow::videoId)
            .thenComparing(TrendRow::nextAt));
    return rows.rows;
  }

  private void take(VideoEvent event, float[] inputs) {
    Long views = event.views();
    if (views != null) {
      Last last = lastBySeries.computeIfAbsent(event.seriesId(), id -> new Last());
      label(last, event, views);
      last.waiting.add(new Waiting(event, inputs, views));
    }
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
