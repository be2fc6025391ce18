package com.ytempire.ml.training.report;

import com.ytempire.ml.training.evaluation.Comparison.Gain;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Interval;
import com.ytempire.ml.training.report.VersionEvaluation.Active;
import com.ytempire.ml.training.report.VersionEvaluation.Data;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final String TEMPLATE = "page.html";
  private static final String LIBRARY =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private EvaluationPage() {}

  /**
   * The page. Curves of several versions lie over each other.
   *
   * @param versions at least one, the one that it is about first
   */
  public static String write(List<VersionEvaluation> versions) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "TITLE",
        Html.text(
            versions.stream()
                .map(version -> version.model() + " " + version.version())
                .collect(Collectors.joining(", beside "))));
    parts.put("INTRODUCTION", introduction(versions));
    parts.put("FIGURES", figures(versions));
    parts.put("SLICES", slices(versions));
    parts.put("FACTS", facts(versions));
    parts.put("LIBRARY", resource(LIBRARY));
    parts.put("DATA", Html.json(Curves.of(versions)));
    return filled(resource(TEMPLATE), parts);
  }

  /** The template with its marks replaced; what is filled in is not looked through again. */
  private static String filled(String template, Map<String, String> parts) {
    var page = new StringBuilder(template.length());
    String[] pieces = template.split("@", -1);
    boolean isMark = false;
    for (String piece : pieces) {
      String part = isMark ? parts.get(piece) : null;
      if (part != null) {
        page.append(part);
        isMark = false;
      } else {
        page.append(isMark ? "@" + piece : piece);
        isMark = true;
      }
    }
    return page.toString();
  }

  private static String introduction(List<VersionEvaluation> versions) {
    VersionEvaluation first = versions.get(0);
    Data data = first.data();
    var text = new StringBuilder();
    text.append(
        Html.paragraph(
            "By %s, of %s. Judged by %d tests of videos first seen from %s; intervals hold a figure with 95 %% confidence."
                .formatted(first.trainer(), data.source(), data.test(), data.cut())));
    Active active = first.active();
    if (active != null) {
      text.append(
          Html.paragraph(
              "Beside %s, which was active, by the same tests%s."
                  .formatted(
                      active.version(), active.unfit().isEmpty() ? "" : "; " + active.unfit())));
    }
    for (VersionEvaluation other : versions.subList(1, versions.size())) {
      if (!other.data().sha256().equals(data.sha256())) {
        text.append(
            Html.paragraph(
                "%s was judged by other tests (%d of %s, from %s): its figures are not of the same videos."
                    .formatted(
                        other.version(),
                        other.data().test(),
                        other.data().source(),
                        other.data().cut())));
      }
    }
    return text.toString();
  }

  private static String figures(List<VersionEvaluation> versions) {
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
    var table = new Html.Table(titles);
    for (HeadEvaluation head : versions.get(0).heads()) {
      for (Map.Entry<Figure, Double> figure : head.metrics().figures().entrySet()) {
        table.row(figureRow(versions, head, figure.getKey()));
      }
    }
    return table.toString();
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

  private static String slices(List<VersionEvaluation> versions) {
    List<String> titles = new ArrayList<>(List.of("answer", "slice", "rows", "figure"));
    versions.forEach(version -> titles.add(version.version()));
    var table = new Html.Table(titles);
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
    return table.toString();
  }

  private static String slice(
      @Nullable HeadEvaluation head, String slice, String value, Figure figure) {
    HeadMetrics metrics =
        head == null ? null : head.slices().getOrDefault(slice, Map.of()).get(value);
    return metrics == null ? "–" : number(metrics.figure(figure));
  }

  private static String facts(List<VersionEvaluation> versions) {
    List<String> titles = new ArrayList<>(List.of(""));
    versions.forEach(version -> titles.add(version.version()));
    var table = new Html.Table(titles);
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
    return table.toString();
  }

  /** What is told of one version. */
  private interface Fact {
    String of(VersionEvaluation version);
  }

  private static void fact(
      Html.Table table, List<VersionEvaluation> versions, String name, Fact fact) {
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

  private static String resource(String name) {
    try (InputStream in = EvaluationPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
