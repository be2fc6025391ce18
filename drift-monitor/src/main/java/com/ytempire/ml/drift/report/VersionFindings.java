package com.ytempire.ml.drift.report;

import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.report.DriftReport.Column;
import com.ytempire.ml.drift.report.DriftReport.Family;
import com.ytempire.ml.drift.report.DriftReport.Mover;
import com.ytempire.ml.drift.report.DriftReport.NotJudged;
import com.ytempire.ml.drift.report.DriftReport.Point;
import com.ytempire.ml.drift.report.DriftReport.Version;
import com.ytempire.ml.drift.report.DriftReport.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the verdicts on a version in order. */
final class VersionFindings {
  private record WindowKey(Instant end, WindowKind kind, Family family)
      implements Comparable<WindowKey> {
    private static final Comparator<WindowKey> ORDER =
        Comparator.comparing(WindowKey::end)
            .thenComparing(WindowKey::kind)
            .thenComparing(WindowKey::family);

    @Override
    public int compareTo(WindowKey other) {
      return ORDER.compare(this, other);
    }
  }

  private VersionFindings() {}

  /**
   * @param events oldest first; at least one
   * @param bins of the newest window of each column
   */
  static Version of(
      String version, List<DriftEvent> events, Map<ColumnKey, List<ComparedBin>> bins) {
    Map<WindowKey, List<DriftEvent>> windows = new TreeMap<>();
    Map<ColumnKey, List<DriftEvent>> columns = new TreeMap<>();
    for (DriftEvent event : events) {
      var key = new WindowKey(event.windowEnd(), event.window(), Family.of(event.kind()));
      windows.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
      columns.computeIfAbsent(ColumnKey.of(event), k -> new ArrayList<>()).add(event);
    }
    List<Column> series = new ArrayList<>();
    List<NotJudged> notJudged = new ArrayList<>();
    columns.forEach(
        (key, of) -> {
          series.add(column(of, bins.getOrDefault(key, List.of())));
          notJudged.addAll(notJudged(of));
        });
    return new Version(
        version,
        events.get(events.size() - 1).falseAlarmsPerDay(),
        windows.values().stream().map(VersionFindings::window).toList(),
        series,
        movers(series),
        notJudged);
  }

  private static Window window(List<DriftEvent> columns) {
    DriftEvent first = columns.get(0);
    return new Window(
        first.window(),
        Family.of(first.kind()),
        first.windowStart(),
        first.windowEnd(),
        first.windowVerdict(),
        (int) columns.stream().filter(e -> e.verdict() == DriftVerdict.DRIFT).count(),
        (int) columns.stream().filter(VersionFindings::isTested).count(),
        columns.size(),
        first.significance(),
        columns.stream()
            .mapToDouble(DriftEvent::referenceSize)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN),
        columns.stream().mapToInt(DriftEvent::currentSize).max().orElse(0),
        first.reason());
  }

  private static boolean isTested(DriftEvent event) {
    return event.verdict() == DriftVerdict.DRIFT || event.verdict() == DriftVerdict.STABLE;
  }

  private static Column column(List<DriftEvent> events, List<ComparedBin> bins) {
    DriftEvent last = events.get(events.size() - 1);
    return new Column(
        last.kind(),
        last.feature(),
        last.window(),
        last.test(),
        last.threshold(),
        events.stream().map(VersionFindings::point).toList(),
        bins);
  }

  private static Point point(DriftEvent event) {
    return new Point(
        event.windowEnd(),
        event.verdict(),
        event.statistic(),
        event.threshold(),
        event.corrected(),
        event.reference(),
        event.current(),
        event.currentSize(),
        event.shape());
  }

  /** Of windows that tumble and windows that slide the one in which a column moved more. */
  private static List<Mover> movers(List<Column> columns) {
    Map<String, Mover> most = new HashMap<>();
    for (Column column : columns) {
      for (Point point : column.points()) {
        double ratio = point.statistic() / point.threshold();
        if (Double.isFinite(ratio) && ratio > 0) {
          var mover =
              new Mover(
                  column.kind(),
                  column.name(),
                  column.window(),
                  column.test(),
                  ratio,
                  point,
                  column.last());
          most.merge(
              column.kind() + "|" + column.name(),
              mover,
              (one, other) -> other.ratio() > one.ratio() ? other : one);
        }
      }
    }
    return most.values().stream()
        .sorted(
            Comparator.comparingDouble(Mover::ratio)
                .reversed()
                .thenComparing(Mover::kind)
                .thenComparing(Mover::name))
        .toList();
  }

  private static List<NotJudged> notJudged(List<DriftEvent> events) {
    List<NotJudged> found = new ArrayList<>();
    for (DriftVerdict why : List.of(DriftVerdict.TOO_FEW, DriftVerdict.NO_REFERENCE)) {
      List<DriftEvent> some = events.stream().filter(e -> e.verdict() == why).toList();
      if (!some.isEmpty()) {
        DriftEvent last = some.get(some.size() - 1);
        ColumnKind kind = last.kind();
        found.add(
            new NotJudged(
                kind,
                last.feature(),
                last.window(),
                why,
                some.size(),
                events.size(),
                some.stream().mapToInt(DriftEvent::currentSize).max().orElse(0),
                last.reason()));
      }
    }
    return found;
  }
}
