package com.ytempire.ml.drift.report;

import com.ytempire.ml.core.page.Html;
import com.ytempire.ml.core.page.Page;
import com.ytempire.ml.core.page.Table;
import com.ytempire.ml.core.page.Tone;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.report.DriftReport.Mover;
import com.ytempire.ml.drift.report.DriftReport.NotJudged;
import com.ytempire.ml.drift.report.DriftReport.Version;
import com.ytempire.ml.drift.report.DriftReport.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows a report as one HTML page. Has no state. */
public final class DriftReportPage {
  private static final int MOST_MOVERS = 15;
  private static final int MOST_WINDOWS = 100;

  private DriftReportPage() {}

  public static String write(DriftReport report) {
    ReportScope scope = report.scope();
    var page = new Page("Drift of " + scope.model() + scope.version().map(v -> " " + v).orElse(""));
    page.paragraph(
        "Windows that end after %s and up to %s, of slice %s. Times are event time, in UTC."
            .formatted(time(scope.from()), time(scope.to()), scope.slice()));
    if (!report.isComplete()) {
      page.paragraph("There are more verdicts than fit; these are of the newest windows.");
    }
    if (report.isEmpty()) {
      page.paragraph("No window was judged.");
    }
    report.versions().forEach(version -> version(page, version));
    retrainings(page, report.retrainings());
    return page.write();
  }

  private static void version(Page page, Version version) {
    long alarms = version.windows().stream().filter(w -> w.verdict() == DriftVerdict.DRIFT).count();
    page.heading("Version " + version.version());
    page.paragraph(
        "%d of %d windows have drifted. By chance at most %s alarms are expected in a day."
            .formatted(alarms, version.windows().size(), number(version.falseAlarmsPerDay())));
    page.charts(DriftCharts.performance(version));
    page.heading("What moved most, version " + version.version());
    movers(page, version.movers());
    DriftCharts.columns(version).forEach(page::charts);
    page.heading("Windows, version " + version.version());
    windows(page, version.windows());
    if (!version.notJudged().isEmpty()) {
      page.heading("What could not be judged, version " + version.version());
      notJudged(page, version.notJudged());
    }
  }

  private static void movers(Page page, List<Mover> movers) {
    if (movers.isEmpty()) {
      page.paragraph("Nothing moved.");
      return;
    }
    var table =
        new Table(
            List.of(
                "column",
                "of",
                "window",
                "ends",
                "test",
                "statistic",
                "threshold",
                "times",
                "p, corrected",
                "before",
                "then",
                "newest",
                "shape",
                "verdict"));
    movers.stream()
        .limit(MOST_MOVERS)
        .forEach(
            mover ->
                table.rowOfHtml(
                    List.of(
                        Html.text(mover.name()),
                        Html.text(mover.kind().word()),
                        verdict(mover.strongest().verdict()),
                        mover.window().word(),
                        time(mover.strongest().end()),
                        Html.text(mover.test()),
                        number(mover.strongest().statistic()),
                        number(mover.strongest().threshold()),
                        number(mover.ratio()),
                        number(mover.strongest().p()),
                        number(mover.strongest().reference()),
                        number(mover.strongest().current()),
                        number(mover.last().current()),
                        mover.strongest().verdict() == DriftVerdict.DRIFT
                            ? mover.strongest().shape().word()
                            : "–")));
    page.table(table);
  }

  private static void windows(Page page, List<Window> windows) {
    List<Window> newest = new ArrayList<>(windows);
    Collections.reverse(newest);
    var table =
        new Table(
            List.of(
                "ends",
                "window",
                "of",
                "verdict",
                "drifted",
                "tested",
                "significance",
                "videos before",
                "videos",
                "limits"));
    newest.stream()
        .limit(MOST_WINDOWS)
        .forEach(
            window ->
                table.rowOfHtml(
                    List.of(
                        time(window.end()),
                        window.kind().word(),
                        window.family().name().toLowerCase(Locale.ROOT),
                        verdict(window.verdict()),
                        Integer.toString(window.drifted()),
                        window.tested() + " of " + window.columns(),
                        number(window.significance()),
                        number(window.referenceSize()),
                        Integer.toString(window.currentSize()),
                        Html.text(window.reason()))));
    page.table(table);
    if (newest.size() > MOST_WINDOWS) {
      page.paragraph("The newest %d of %d.".formatted(MOST_WINDOWS, newest.size()));
    }
  }

  /** Columns that share a fate are one row. */
  private static void notJudged(Page page, List<NotJudged> all) {
    record Fate(WindowKind window, DriftVerdict verdict, int windows, int of, int units, String why)
        implements Comparable<Fate> {
      @Override
      public int compareTo(Fate other) {
        return toString().compareTo(other.toString());
      }
    }
    Map<Fate, List<String>> names = new TreeMap<>();
    for (NotJudged none : all) {
      var fate =
          new Fate(
              none.window(),
              none.verdict(),
              none.windows(),
              none.of(),
              none.mostUnits(),
              none.reason());
      names
          .computeIfAbsent(fate, f -> new ArrayList<>())
          .add(none.name() + " (" + none.kind().word() + ")");
    }
    var table = new Table(List.of("windows", "why", "in", "most videos", "reason", "columns"));
    names.forEach(
        (fate, columns) ->
            table.row(
                List.of(
                    fate.window().word(),
                    fate.verdict().word(),
                    fate.windows() + " of " + fate.of(),
                    Integer.toString(fate.units()),
                    fate.why(),
                    String.join(", ", columns))));
    page.table(table);
  }

  private static void retrainings(Page page, List<Retraining> retrainings) {
    page.heading("Retrainings that followed");
    if (retrainings.isEmpty()) {
      page.paragraph("None was asked for.");
      return;
    }
    var table = new Table(List.of("at", "since", "version", "state", "job", "reason", "note"));
    for (Retraining retraining : retrainings) {
      table.row(
          List.of(
              time(retraining.trigger().at()),
              time(retraining.trigger().since()),
              retraining.trigger().model().version(),
              retraining.state().word(),
              retraining.jobId() == null ? "–" : retraining.jobId().toString(),
              retraining.trigger().reason(),
              retraining.note()));
    }
    page.table(table);
  }

  private static String verdict(DriftVerdict verdict) {
    Tone tone =
        switch (verdict) {
          case DRIFT -> Tone.BAD;
          case STABLE -> Tone.GOOD;
          case TOO_FEW, NO_REFERENCE -> Tone.FAINT;
        };
    return Html.mark(tone, verdict.word().replace('_', ' '));
  }

  static String time(Instant time) {
    return time.toString().replace("T", " ").replace(":00Z", "").replace("Z", "");
  }

  /** To four digits. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e9
        ? String.format(Locale.ROOT, size >= 1_000 ? "%.0f" : "%.4f", value)
        : String.format(Locale.ROOT, "%.2e", value);
  }
}
