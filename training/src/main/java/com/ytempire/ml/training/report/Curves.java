package com.ytempire.ml.training.report;

import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a page draws. */
final class Curves {
  private static final Series DIAGONAL =
      new Series("chance", List.of(new double[] {0, 0}, new double[] {1, 1}), true, false);

  private Curves() {}

  /**
   * A chart.
   *
   * @param x what the horizontal axis is of
   * @param y what the vertical axis is of
   * @param unit whether both go from 0 to 1
   */
  record Chart(String title, String x, String y, boolean unit, List<Series> series) {}

  /**
   * A line of a chart.
   *
   * @param points pairs of x and y
   * @param plain whether it only guides the eye
   * @param dots whether its points are marked
   */
  record Series(String label, List<double[]> points, boolean plain, boolean dots) {}

  /** Losses, and ROC and reliability of each probability. */
  static List<Chart> of(List<VersionEvaluation> versions) {
    List<Chart> charts = new ArrayList<>();
    charts.add(new Chart("Loss", "epoch", "loss", false, losses(versions)));
    for (Head head : Head.values()) {
      List<Series> roc =
          series(
              versions,
              head,
              evaluation ->
                  evaluation.roc().stream()
                      .map(p -> new double[] {p.falsePositiveRate(), p.truePositiveRate()}),
              false);
      if (!roc.isEmpty()) {
        roc.add(DIAGONAL);
        charts.add(
            new Chart(
                "ROC of " + head.word(), "false positive rate", "true positive rate", true, roc));
      }
      List<Series> reliability =
          series(
              versions,
              head,
              evaluation ->
                  evaluation.reliability().stream()
                      .map(bin -> new double[] {bin.probability(), bin.share()}),
              true);
      if (!reliability.isEmpty()) {
        reliability.add(new Series("perfectly calibrated", DIAGONAL.points(), true, false));
        charts.add(
            new Chart(
                "Calibration of " + head.word(),
                "probability said",
                "share that came true",
                true,
                reliability));
      }
    }
    return charts;
  }

  private static List<Series> losses(List<VersionEvaluation> versions) {
    List<Series> series = new ArrayList<>();
    for (VersionEvaluation version : versions) {
      for (Map.Entry<String, String> loss :
          List.of(Map.entry("train_loss", "training"), Map.entry("val_loss", "validation"))) {
        List<double[]> points =
            version.losses().stream()
                .filter(point -> Double.isFinite(point.figure(loss.getKey())))
                .map(point -> new double[] {point.epoch(), point.figure(loss.getKey())})
                .toList();
        if (!points.isEmpty()) {
          series.add(new Series(version.version() + " " + loss.getValue(), points, false, false));
        }
      }
    }
    return series;
  }

  private static List<Series> series(
      List<VersionEvaluation> versions,
      Head head,
      Function<HeadEvaluation, Stream<double[]>> points,
      boolean dots) {
    List<Series> series = new ArrayList<>();
    for (VersionEvaluation version : versions) {
      version.heads().stream()
          .filter(evaluation -> evaluation.head() == head)
          .map(evaluation -> points.apply(evaluation).toList())
          .filter(line -> !line.isEmpty())
          .forEach(line -> series.add(new Series(version.version(), line, false, dots)));
    }
    return series;
  }
}
