package com.ytempire.ml.local.demo;

import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the watch for drift said of a version's day.
 *
 * @param version the version that answered
 * @param start begin of the day
 * @param end its end
 * @param verdict of the day: drift where what was answered or what became of it has drifted
 * @param columns every verdict on a column, of all traffic
 */
record WatchedDay(
    String version, Instant start, Instant end, DriftVerdict verdict, List<DriftEvent> columns) {
  WatchedDay {
    columns = List.copyOf(columns);
  }

  /**
   * @param columns of one version and window, at least one
   */
  static WatchedDay of(List<DriftEvent> columns) {
    DriftEvent any = columns.get(0);
    return new WatchedDay(
        any.version(),
        any.windowStart(),
        any.windowEnd(),
        columns.stream()
            .map(DriftEvent::windowVerdict)
            .filter(verdict -> verdict == DriftVerdict.DRIFT)
            .findFirst()
            .orElse(any.windowVerdict()),
        columns);
  }

  /** Whether both has been judged: what was answered, and what became of it. */
  boolean isWhole() {
    return column(ColumnKind.ACCURACY).isPresent() && column(ColumnKind.NULL_RATE).isPresent();
  }

  boolean hasDrifted() {
    return verdict == DriftVerdict.DRIFT;
  }

  /** Columns that have drifted, those that moved furthest beyond their thresholds first. */
  List<DriftEvent> drifted() {
    return columns.stream()
        .filter(column -> column.verdict() == DriftVerdict.DRIFT)
        .sorted(
            Comparator.comparingDouble(WatchedDay::excess)
                .reversed()
                .thenComparing(DriftEvent::kind)
                .thenComparing(DriftEvent::feature))
        .toList();
  }

  private static double excess(DriftEvent column) {
    return column.threshold() == 0 ? 0 : column.statistic() / column.threshold();
  }

  /** Share of right answers among those whose outcome is known; NaN where none is. */
  double accuracy() {
    return current(ColumnKind.ACCURACY);
  }

  /** Mean absolute error of the log growth; NaN where none is known. */
  double error() {
    return current(ColumnKind.ERROR);
  }

  /** Videos whose outcome is known. */
  int judged() {
    return column(ColumnKind.ACCURACY).map(DriftEvent::currentSize).orElse(0);
  }

  private double current(ColumnKind kind) {
    return column(kind).map(DriftEvent::current).orElse(Double.NaN);
  }

  private Optional<DriftEvent> column(ColumnKind kind) {
    return columns.stream().filter(column -> column.kind() == kind).findFirst();
  }

  /** A column with its figures, for people. */
  static String words(DriftEvent column) {
    boolean isQuality = column.kind() == ColumnKind.ACCURACY || column.kind() == ColumnKind.ERROR;
    return String.format(
        Locale.ROOT,
        "%s%s (%s %.2f, threshold %.2f; %.4g → %.4g)",
        isQuality ? "" : column.kind().word() + " ",
        column.feature(),
        column.test(),
        column.statistic(),
        column.threshold(),
        column.reference(),
        column.current());
  }

  /** What is told of the day while the loop runs. */
  String line() {
    String figures =
        String.format(Locale.ROOT, "right %s, error %s", share(accuracy()), number(error()));
    String found =
        hasDrifted()
            ? "DRIFT: "
                + drifted().stream()
                    .limit(3)
                    .map(WatchedDay::words)
                    .collect(Collectors.joining(", "))
                + (drifted().size() > 3 ? " and %d more".formatted(drifted().size() - 3) : "")
            : verdict.word();
    return "%s on %s: %s; %s".formatted(version, start.toString().substring(0, 10), figures, found);
  }

  static String share(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
  }

  static String number(double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%.3f", number) : "-";
  }
}
