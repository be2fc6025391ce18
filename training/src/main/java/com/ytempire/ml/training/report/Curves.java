package com.ytempire.ml.training.report;

import com.ytempire.ml.core.page.Chart;
import com.ytempire.ml.core.page.Chart.Look;
import com.ytempire.ml.core.page.Chart.Point;
import com.ytempire.ml.core.page.Chart.Scale;
import com.ytempire.ml.core.page.Chart.Series;
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
      new Series("chance", Look.GUIDE, List.of(new Point(0, 0), new Point(1, 1)));

  private Curves() {}

  /** Losses, and ROC and reliability of each probability. */
  static List<Chart> of(List<VersionEvaluation> versions) {
    List<Chart> charts = new ArrayList<>();
    charts.add(Chart.lines("Loss", Scale.NUMBERS, "epoch", "loss", losses(versions)));
    for (Head head : Head.values()) {
      List<Series> roc =
          series(
              versions,
              head,
              evaluation ->
                  evaluation.roc().stream()
                      .map(p -> new Point(p.falsePositiveRate(), p.truePositiveRate())),
              Look.LINE);
      if (!roc.isEmpty()) {
        roc.add(DIAGONAL);
        charts.add(
            Chart.lines(
                "ROC of " + head.word(),
                Scale.UNIT,
                "false positive rate",
                "true positive rate",
                roc));
      }
      List<Series> reliability =
          series(
              versions,
              head,
              evaluation ->
                  evaluation.reliability().stream()
                      .map(bin -> new Point(bin.probability(), bin.share())),
              Look.MARKED);
      if (!reliability.isEmpty()) {
        reliability.add(new Series("perfectly calibrated", Look.GUIDE, DIAGONAL.points()));
        charts.add(
            Chart.lines(
                "Calibration of " + head.word(),
                Scale.UNIT,
                "probability said",
                "share that came true",
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
        List<Point> points =
            version.losses().stream()
                .filter(point -> Double.isFinite(point.figure(loss.getKey())))
                .map(point -> new Point(point.epoch(), point.figure(loss.getKey())))
                .toList();
        if (!points.isEmpty()) {
          series.add(new Series(version.version() + " " + loss.getValue(), Look.LINE, points));
        }
      }
    }
    return series;
  }

  private static List<Series> series(
      List<VersionEvaluation> versions,
      Head head,
      Function<HeadEvaluation, Stream<Point>> points,
      Look look) {
    List<Series> series = new ArrayList<>();
    for (VersionEvaluation version : versions) {
      version.heads().stream()
          .filter(evaluation -> evaluation.head() == head)
          .map(evaluation -> points.apply(evaluation).toList())
          .filter(line -> !line.isEmpty())
          .forEach(line -> series.add(new Series(version.version(), look, line)));
    }
    return series;
  }
}
