package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.drift.event.DriftEvent;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demo ends with. */
final class DemoTable {
  private static final int MOST_REASONS = 10;

  private DemoTable() {}

  static void print(Findings findings, PrintWriter out) {
    out.println();
    rows(findings).forEach(row -> out.println(row.text()));
    out.println();
    qualities(findings).forEach(out::println);
    out.println();
    List<String> missing = findings.missing();
    if (missing.isEmpty()) {
      out.printf("The loop closed in %d s.%n", findings.took().toSeconds());
    } else {
      out.printf("The loop did not close (%d s):%n", findings.took().toSeconds());
      missing.forEach(line -> out.println("  - " + line));
    }
    out.flush();
  }

  /** A line of the table. */
  private record Row(String name, String value) {
    String text() {
      return String.format(Locale.ROOT, "  %-10s %s", name, value).stripTrailing();
    }
  }

  private static List<Row> rows(Findings findings) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("planted", time(findings.timeline().change())));
    findings
        .detected()
        .ifPresentOrElse(
            day -> {
              rows.add(new Row("detected", "by the day from %s on".formatted(time(day.start()))));
              String name = "because";
              for (DriftEvent column : day.drifted().stream().limit(MOST_REASONS).toList()) {
                rows.add(new Row(name, WatchedDay.words(column) + p(column)));
                name = "";
              }
              int more = day.drifted().size() - MOST_REASONS;
              if (more > 0) {
                rows.add(new Row("", "and %d more".formatted(more)));
              }
            },
            () -> rows.add(new Row("detected", "not")));
    rows.add(
        new Row(
            "trigger",
            findings
                .retraining()
                .map(
                    found ->
                        "%s at %s, %s"
                            .formatted(
                                found.trigger().id(), time(found.trigger().at()), state(found)))
                .orElse("none")));
    rows.add(
        new Row("versions", findings.first().orElse("-") + " → " + findings.second().orElse("-")));
    rows.add(new Row("canary", findings.decision().map(d -> canary(d, findings)).orElse("none")));
    return rows;
  }

  private static String state(Retraining found) {
    return found.state() == Retraining.State.STARTED
        ? "training " + found.jobId()
        : found.state().word() + ": " + found.note();
  }

  private static String canary(RolloutDecision decision, Findings findings) {
    return "%s after %,d requests; %s"
        .formatted(decision.step().word(), findings.requests(), findings.sides());
  }

  private static String p(DriftEvent column) {
    return Double.isFinite(column.corrected())
        ? String.format(Locale.ROOT, ", p %.1g", column.corrected())
        : "";
  }

  private static String time(Instant time) {
    return time.toString().substring(0, 16).replace('T', ' ') + " UTC";
  }

  private static List<String> qualities(Findings findings) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "  %-22s %-9s %5s %8s %10s %16s",
            "accuracy",
            "version",
            "days",
            "videos",
            "right",
            "mean abs. error"));
    String first = findings.first().orElse("-");
    lines.add(line("before the change", first, Quality.of(findings.before())));
    lines.add(line("with it", first, Quality.of(findings.during())));
    lines.add(
        line("after the retraining", findings.second().orElse("-"), Quality.of(findings.after())));
    return lines;
  }

  private static String line(String name, String version, Quality quality) {
    return String.format(
        Locale.ROOT,
        "  %-22s %-9s %5d %8d %10s %16s",
        name,
        version,
        quality.days(),
        quality.videos(),
        WatchedDay.share(quality.accuracy()),
        WatchedDay.number(quality.error()));
  }
}
