package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.page.Chart;
import com.ytempire.ml.core.page.Chart.Point;
import com.ytempire.ml.core.page.Chart.Scale;
import com.ytempire.ml.core.page.Chart.Series;
import com.ytempire.ml.drift.story.Onset.Finding;
import com.ytempire.ml.drift.story.Onset.Window;
import com.ytempire.ml.drift.story.Trial.Look;
import com.ytempire.ml.drift.story.Trial.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page of a story draws. */
final class StoryCharts {
  private StoryCharts() {}

  /** How far columns had moved, as a multiple of their thresholds, where they had drifted. */
  static List<Chart> statistics(Onset onset) {
    Map<String, List<Point>> byColumn = new LinkedHashMap<>();
    for (Window window : onset.windows()) {
      for (Finding finding : window.findings()) {
        Double statistic = finding.statistic();
        Double threshold = finding.threshold();
        if (statistic != null && threshold != null && threshold > 0) {
          byColumn
              .computeIfAbsent(finding.kind() + " " + finding.name(), any -> new ArrayList<>())
              .add(Point.at(window.to(), statistic / threshold));
        }
      }
    }
    return byColumn.isEmpty()
        ? List.of()
        : List.of(
            Chart.lines(
                "How far the strongest columns moved",
                Scale.TIMES,
                "end of the window",
                "multiple of the threshold",
                series(byColumn, Chart.Look.MARKED)));
  }

  private static List<Series> series(Map<String, List<Point>> byLabel, Chart.Look look) {
    List<Series> series = new ArrayList<>();
    byLabel.forEach((label, points) -> series.add(new Series(label, look, points)));
    return series;
  }

  /** A chart of each figure, a line for each version. */
  static List<Chart> performance(RetrainingStory story) {
    Map<String, Map<String, List<Point>>> byName = new LinkedHashMap<>();
    for (Performance.Point point : story.performance().points()) {
      byName
          .computeIfAbsent(point.name(), any -> new LinkedHashMap<>())
          .computeIfAbsent(point.modelId(), any -> new ArrayList<>())
          .add(Point.at(point.to(), point.value()));
    }
    List<Chart> charts = new ArrayList<>();
    byName.forEach(
        (name, byVersion) ->
            charts.add(
                Chart.lines(
                    name.replace('_', ' '),
                    Scale.TIMES,
                    "end of the window",
                    "mean of the window",
                    series(byVersion, Chart.Look.MARKED))));
    return charts;
  }

  /** A chart of each question: where the difference lies, and the margin. */
  static List<Chart> differences(Trial trial) {
    Map<String, Map<String, List<Point>>> byQuestion = new LinkedHashMap<>();
    for (Look look : trial.looks()) {
      for (Question question : look.questions()) {
        Map<String, List<Point>> lines =
            byQuestion.computeIfAbsent(question.question(), any -> new LinkedHashMap<>());
        add(lines, "seen", look, question.candidate() - question.active());
        add(lines, "above this", look, question.above());
        add(lines, "below this", look, question.below());
        add(lines, "margin", look, question.margin());
      }
    }
    List<Chart> charts = new ArrayList<>();
    byQuestion.forEach(
        (question, lines) -> {
          List<Series> series = new ArrayList<>();
          lines.forEach(
              (label, points) ->
                  series.add(
                      new Series(
                          label,
                          label.equals("margin") ? Chart.Look.GUIDE : Chart.Look.MARKED,
                          points)));
          charts.add(
              Chart.lines(
                  "Difference: " + question,
                  Scale.NUMBERS,
                  "requests of the new version",
                  "difference of shares",
                  series));
        });
    return charts;
  }

  private static void add(
      Map<String, List<Point>> lines, String label, Look look, double difference) {
    lines
        .computeIfAbsent(label, any -> new ArrayList<>())
        .add(new Point(look.candidateRequests(), difference));
  }
}
