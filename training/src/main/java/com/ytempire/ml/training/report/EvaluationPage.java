package com.ytempire.ml.training.report;

import com.ytempire.ml.core.page.Page;
import com.ytempire.ml.core.page.Table;
import com.ytempire.ml.training.evaluation.Comparison.Gain;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Interval;
import com.ytempire.ml.training.report.VersionEvaluation.Active;
import com.ytempire.ml.training.report.VersionEvaluation.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows versions as one HTML page: losses, ROC and reliability curves, all figures, slices. It has
 * all it needs in it and asks no host for anything. Stateless: safe to share.
 */
public final class EvaluationPage {
  private EvaluationPage() {}

  /**
   * The page. Curves of several versions lie over each other.
   *
   * @param versions at least one, the one that it is about first
   */
  public static String write(List<VersionEvaluation> versions) {
    var page =
        new Page(
            versions.stream()
                .map(version -> version.model() + " " + version.version())
                .collect(Collectors.joining(", beside ")));
    introduction(page, versions);
    return page.heading("Curves")
        .charts(Curves.of(versions))
        .heading("Figures")
        .table(figures(versions))
        .heading("By slice")
        .table(slices(versions))
        .heading("Made of")
        .table(facts(versions))
        .write();
  }

  private static void introduction(Page page, List<VersionEvaluation> versions) {
    VersionEvaluation first = versions.get(0);
    Data data = first.data();
    page.paragraph(
        "By %s, of %s. Judged by %d tests of videos first seen from %s; intervals hold a figure with 95 %% confidence."
            .formatted(first.trainer(), data.source(), data.test(), data.cut()));
    Active active = first.active();
    if (active != null) {
      page.paragraph(
          "Beside %s, which was active, by the same tests%s."
              .formatted(active.version(), active.unfit().isEmpty() ? "" : "; " + active.unfit()));
    }
    for (VersionEvaluation other : versions.subList(1, versions.size())) {
      if (!other.data().sha256().equals(data.sha256())) {
        page.paragraph(
            "%s was judged by other tests (%d of %s, from %s): its figures are not of the same videos."
                .formatted(
                    other.version(),
                    other.data().test(),
                    other.data().source(),
                    other.data().cut()));
      }
    }
  }

  private static Table figures(List<VersionEvaluation> versions) {
    List<String> titles = new ArrayList<>(List.of("answer", "figure"));
    for (VersionEvaluation version : versions) {
      titles.add(version.version());
      titles.add("95 %");
    }
    Active active = versions.get(0).active();
    if (active != null) {
      titles.add(active.version() + ", active");
      titles.add("gain, 95 %");
    }
    titles.add("naive");
    var table = new Table(titles);
    for (HeadEvaluation head : versions.get(0).heads()) {
      for (Map.Entry<Figure, Double> figure : head.metrics().figures().entrySet()) {
        table.row(figureRow(versions, head, figure.getKey()));
      }
    }
    return table;
  }

  private static List<String> figureRow(
      List<VersionEvaluation> versions, HeadEvaluation head, Figure figure) {
    List<String> row = new ArrayList<>(List.of(head.head().word(), figure.word()));
    for (VersionEvaluation version : versions) {
      HeadEvaluation same = head(version, head);
      row.add(same == null ? "–" : number(same.metrics().figure(figure)));
      row.add(same == null ? "–" : interval(same.intervals().get(figure)));
    }
    Active active = versions.get(0).active();
    if (active != null) {
      Gain gain = active.gains().getOrDefault(head.head().word(), Map.of()).get(figure);
      row.add(gain == null ? "–" : number(gain.active()));
      row.add(gain == null ? "–" : interval(gain.gain()));
    }
    row.add(
        head.naive().entrySet().stream()
            .map(naive -> naive.getKey().word() + " " + number(naive.getValue().figure(figure)))
            .collect(Collectors.joining(", ")));
    return row;
  }

  private static Table slices(List<VersionEvaluation> versions) {
    List<String> titles = new ArrayList<>(List.of("answer", "slice", "rows", "figure"));
    versions.forEach(version -> titles.add(version.version()));
    var table = new Table(titles);
    for (HeadEvaluation head : versions.get(0).heads()) {
      Figure main = Figure.main(head.head().kind());
      head.slices()
          .forEach(
              (slice, values) ->
                  values.forEach(
                      (value, metrics) -> {
                        List<String> row =
                            new ArrayList<>(
                                List.of(
                                    head.head().word(),
                                    slice + " " + value,
                                    Integer.toString(metrics.rows()),
                                    main.word()));
                        for (VersionEvaluation version : versions) {
                          row.add(slice(head(version, head), slice, value, main));
                        }
                        table.row(row);
                      }));
    }
    return table;
  }

  private static String slice(
      @Nullable HeadEvaluation head, String slice, String value, Figure figure) {
    HeadMetrics metrics =
        head == null ? null : head.slices().getOrDefault(slice, Map.of()).get(value);
    return metrics == null ? "–" : number(metrics.figure(figure));
  }

  private static Table facts(List<VersionEvaluation> versions) {
    List<String> titles = new ArrayList<>(List.of(""));
    versions.forEach(version -> titles.add(version.version()));
    var table = new Table(titles);
    fact(table, versions, "trainer", VersionEvaluation::trainer);
    fact(table, versions, "made", version -> version.createdAt().toString());
    fact(table, versions, "source", version -> version.data().source());
    fact(table, versions, "SHA-256 of the examples", version -> version.data().sha256());
    fact(table, versions, "learnt from", version -> Long.toString(version.data().train()));
    fact(table, versions, "calibrated by", version -> Long.toString(version.data().validation()));
    fact(table, versions, "judged by", version -> Long.toString(version.data().test()));
    fact(table, versions, "tests first seen from", version -> version.data().cut().toString());
    fact(table, versions, "seed", version -> Long.toString(version.data().seed()));
    versions.stream()
        .flatMap(version -> version.description().keySet().stream())
        .distinct()
        .sorted()
        .forEach(
            name ->
                fact(
                    table,
                    versions,
                    name,
                    version -> version.description().getOrDefault(name, "–")));
    return table;
  }

  /** What is told of one version. */
  private interface Fact {
    String of(VersionEvaluation version);
  }

  private static void fact(Table table, List<VersionEvaluation> versions, String name, Fact fact) {
    List<String> row = new ArrayList<>(List.of(name));
    versions.forEach(version -> row.add(fact.of(version)));
    table.row(row);
  }

  private static @Nullable HeadEvaluation head(VersionEvaluation version, HeadEvaluation same) {
    return version.heads().stream()
        .filter(head -> head.head() == same.head())
        .findFirst()
        .orElse(null);
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null ? "–" : number(interval.low()) + " to " + number(interval.high());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
  }
}
