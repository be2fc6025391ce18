package com.ytempire.ml.drift.report;

import com.ytempire.ml.core.page.Chart;
import com.ytempire.ml.core.page.Chart.Look;
import com.ytempire.ml.core.page.Chart.Point;
import com.ytempire.ml.core.page.Chart.Scale;
import com.ytempire.ml.core.page.Chart.Series;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.report.DriftReport.Column;
import com.ytempire.ml.drift.report.DriftReport.Mover;
import com.ytempire.ml.drift.report.DriftReport.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The pictures of a version. */
final class DriftCharts {
  private static final String TIME = "end of window, UTC";
  private static final Set<ColumnKind> DISTRIBUTIONS =
      Set.of(ColumnKind.FEATURE, ColumnKind.PREDICTION, ColumnKind.TARGET);

  private DriftCharts() {}

  /** Accuracy and error by outcomes and as estimated, missing values and stale inputs. */
  static List<Chart> performance(Version version) {
    List<Chart> charts = new ArrayList<>();
    for (Column column : preferred(version)) {
      if (column.kind() == ColumnKind.ACCURACY) {
        List<Series> series = new ArrayList<>(rates("right, by outcomes", column));
        preferred(version).stream()
            .filter(other -> other.kind() == ColumnKind.ESTIMATED_ACCURACY)
            .findFirst()
            .ifPresent(other -> series.add(line("expected by its own probabilities", other, true)));
        charts.add(times("Share of right answers", "share", series));
      } else if (column.kind() == ColumnKind.ERROR) {
        charts.add(
            times("Mean absolute error, " + column.name(), "error", rates("by outcomes", column)));
      } else if (column.kind() == ColumnKind.FRESHNESS) {
        charts.add(times("Share of stale inputs", "share", rates("stale", column)));
      }
    }
    boolean hasOutcomes =
        preferred(version).stream().anyMatch(column -> column.kind() == ColumnKind.ACCURACY);
    for (Column column : preferred(version)) {
      if (column.kind() == ColumnKind.ESTIMATED_ACCURACY && !hasOutcomes) {
        charts.add(times("Share of right answers, estimated", "share", rates("estimated", column)));
      }
    }
    nulls(version, charts);
    return charts;
  }

  private static void nulls(Version version, List<Chart> charts) {
    List<Series> series =
        preferred(version).stream()
            .filter(column -> column.kind() == ColumnKind.NULL_RATE)
            .filter(column -> column.points().stream().anyMatch(p -> p.current() > 0))
            .map(column -> line(column.name(), column, true))
            .toList();
    if (!series.isEmpty()) {
      charts.add(times("Share of missing values", "share", series));
    }
  }

  /** Of each distribution its statistic over time and both sides; the strongest movers first. */
  static List<List<Chart>> columns(Version version) {
    Set<Column> ordered = new LinkedHashSet<>();
    for (Mover mover : version.movers()) {
      Column column = DriftReport.preferred(version.columns(), mover.kind(), mover.name());
      if (column != null && DISTRIBUTIONS.contains(column.kind())) {
        ordered.add(column);
      }
    }
    preferred(version).stream()
        .filter(column -> DISTRIBUTIONS.contains(column.kind()))
        .filter(column -> column.points().stream().anyMatch(p -> Double.isFinite(p.statistic())))
        .forEach(ordered::add);
    return ordered.stream()
        .map(
            column ->
                column.bins().isEmpty()
                    ? List.of(statistics(column))
                    : List.of(statistics(column), sides(column)))
        .toList();
  }

  private static Chart statistics(Column column) {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(column.test(), Look.MARKED, points(column, DriftReport.Point::statistic)));
    series.add(new Series("threshold", Look.GUIDE, points(column, DriftReport.Point::threshold)));
    List<Point> drifted =
        column.points().stream()
            .filter(point -> point.verdict() == DriftVerdict.DRIFT)
            .map(point -> Point.at(point.end(), point.statistic()))
            .toList();
    if (!drifted.isEmpty()) {
      series.add(new Series("drift", Look.POINTS, drifted));
    }
    String slides = column.window() == WindowKind.SLIDING ? ", sliding windows" : "";
    return times(
        "%s (%s%s): statistic".formatted(column.name(), column.kind().word(), slides),
        column.test(),
        series);
  }

  private static Chart sides(Column column) {
    List<Point> reference = new ArrayList<>();
    List<Point> current = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (ComparedBin bin : column.bins()) {
      reference.add(new Point(labels.size(), bin.reference()));
      current.add(new Point(labels.size(), bin.current()));
      labels.add(label(bin));
    }
    return Chart.bars(
        "%s (%s): newest window, %s"
            .formatted(
                column.name(), column.kind().word(), DriftReportPage.time(column.last().end())),
        "",
        "share",
        labels,
        List.of(
            new Series("reference", Look.LINE, reference),
            new Series("current", Look.LINE, current)));
  }

  private static String label(ComparedBin bin) {
    if (Double.isNaN(bin.from())) {
      return "< " + end(bin.to());
    }
    if (Double.isNaN(bin.to())) {
      return "≥ " + end(bin.from());
    }
    return bin.from() == bin.to() ? end(bin.from()) : end(bin.from()) + " – " + end(bin.to());
  }

  private static String end(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** What is, beside the version's own tests. */
  private static List<Series> rates(String label, Column column) {
    List<Series> series = new ArrayList<>();
    series.add(line(label, column, true));
    series.add(line("reference", column, false));
    List<Point> drifted =
        column.points().stream()
            .filter(point -> point.verdict() == DriftVerdict.DRIFT)
            .map(point -> Point.at(point.end(), point.current()))
            .toList();
    if (!drifted.isEmpty()) {
      series.add(new Series("drift", Look.POINTS, drifted));
    }
    return series;
  }

  private static Series line(String label, Column column, boolean isCurrent) {
    return isCurrent
        ? new Series(label, Look.MARKED, points(column, DriftReport.Point::current))
        : new Series(label, Look.GUIDE, points(column, DriftReport.Point::reference));
  }

  private static List<Point> points(Column column, ToDoubleFunction<DriftReport.Point> y) {
    return column.points().stream()
        .map(point -> Point.at(point.end(), y.applyAsDouble(point)))
        .toList();
  }

  private static Chart times(String title, String y, List<Series> series) {
    return Chart.lines(title, Scale.TIMES, TIME, y, series);
  }

  /** Each column once. */
  private static List<Column> preferred(Version version) {
    return version.columns().stream()
        .map(c -> DriftReport.preferred(version.columns(), c.kind(), c.name()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
