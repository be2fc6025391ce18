package com.ytempire.ml.drift.period;

import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.config.WindowRules;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnVerdict;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.detect.SampleColumn;
import com.ytempire.ml.drift.detect.WindowJudge;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.detect.WindowVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.sample.PaneSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges all windows of a period that is held in memory: the latest row of each unit and pane, for
 * each slice. Confined to one thread.
 */
public final class PeriodDrift {
  private final DriftConfig config;
  private final Family family;
  private final List<String> columns;

  /** By slice and start of the pane. */
  private final Map<String, TreeMap<Long, PaneRows>> panes = new TreeMap<>();

  /**
   * @param family of the columns
   * @param columns of the rows
   */
  public PeriodDrift(DriftConfig config, Family family, List<SampleColumn> columns) {
    this.config = config;
    this.family = family;
    this.columns = columns.stream().map(SampleColumn::word).toList();
  }

  /**
   * Adds a row; of rows of one unit at one time the last one added counts.
   *
   * @param slice {@link DriftEvent#ALL}, or such as {@code region=US}
   * @param unit what it is of
   * @param values in the order of the columns, NaN where missing. Kept, not to be changed
   */
  public void add(String slice, String unit, Instant at, float[] values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d numbers in a row; expected %d".formatted(values.length, columns.size()));
    }
    long length = config.windows().pane().toMillis();
    long start = Math.floorDiv(at.toEpochMilli(), length) * length;
    panes
        .computeIfAbsent(slice, anySlice -> new TreeMap<>())
        .computeIfAbsent(start, anyStart -> new PaneRows(columns))
        .add(unit, at.toEpochMilli(), values);
  }

  /**
   * The verdicts, by slice, then window, then column.
   *
   * @param model name of the model that events name
   * @param version of it
   * @param profile with what windows are compared
   */
  public List<DriftEvent> judge(String model, String version, ReferenceProfile profile) {
    var judge = new WindowJudge(config);
    List<DriftEvent> events = new ArrayList<>();
    panes.forEach(
        (slice, rows) -> {
          var samples = new TreeMap<Long, PaneSample>();
          rows.forEach((start, pane) -> samples.put(start, pane.sample()));
          var histories = new HashMap<String, List<Double>>();
          for (Window window : windows(samples)) {
            List<PaneSample> parts =
                new ArrayList<>(samples.subMap(window.start(), window.end()).values());
            PaneSample sample = PaneSample.merge(parts, config.windows().maxSamples());
            WindowVerdict verdict = judge.judge(sample.window(family), profile);
            for (ColumnVerdict column : verdict.columns()) {
              events.add(
                  DriftEvent.of(
                      model,
                      version,
                      slice,
                      window.kind(),
                      Instant.ofEpochMilli(window.start()),
                      Instant.ofEpochMilli(window.end()),
                      verdict,
                      column,
                      shape(window.kind(), column, histories)));
            }
          }
        });
    return events;
  }

  private static ChangeShape shape(
      WindowKind kind, ColumnVerdict column, Map<String, List<Double>> histories) {
    List<Double> history =
        histories.computeIfAbsent(
            column.kind() + "|" + column.name(), anyColumn -> new ArrayList<>());
    if (kind == WindowKind.TUMBLING && column.isTested()) {
      history.add(column.statistic());
    }
    int from = Math.max(0, history.size() - ChangeShape.MOST_WINDOWS);
    return column.verdict() == DriftVerdict.DRIFT
        ? ChangeShape.of(
            history.subList(from, history.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray())
        : ChangeShape.UNKNOWN;
  }

  private record Window(WindowKind kind, long start, long end) {}

  /** Windows with rows, of those that overlap the ones whose last slide has rows, by their ends. */
  private List<Window> windows(TreeMap<Long, PaneSample> samples) {
    WindowRules rules = config.windows();
    var byEnd = new TreeMap<Long, List<Window>>();
    for (long start : samples.keySet()) {
      add(WindowKind.TUMBLING, start, rules.tumbling(), rules.tumbling(), byEnd);
      if (rules.isSlidingApart()) {
        add(WindowKind.SLIDING, start, rules.slide(), rules.sliding(), byEnd);
      }
    }
    return byEnd.values().stream().flatMap(List::stream).toList();
  }

  private static void add(
      WindowKind kind,
      long pane,
      Duration step,
      Duration length,
      TreeMap<Long, List<Window>> byEnd) {
    long end = Math.floorDiv(pane, step.toMillis()) * step.toMillis() + step.toMillis();
    var window = new Window(kind, end - length.toMillis(), end);
    List<Window> atEnd = byEnd.computeIfAbsent(end, anyEnd -> new ArrayList<>());
    if (!atEnd.contains(window)) {
      atEnd.add(window);
      atEnd.sort(Comparator.comparing(Window::kind));
    }
  }
}
