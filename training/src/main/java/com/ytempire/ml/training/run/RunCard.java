package com.ytempire.ml.training.run;

import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.evaluation.Comparison;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Interval;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.network.BesideActive;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the model card: what the model is, what it was made of, how well it does, its limits. */
final class RunCard {
  private RunCard() {}

  static String write(RunResult result, ModelTask task) {
    TrainingSetManifest data = result.set().manifest();
    TrainingSetManifest.Counts counts = data.counts();
    return """
        # %s

        From %s: what becomes of it until the next.

        - **Answers** %s.%s
        - **Takes** %s%s: by name, NaN where missing. Any may be missing; the answers get poorer.
        - **Is** %s, seed %d. The exported network answered %d tests as the trainer did, within %s.
        - **Meant for** ranking and forecasting videos like those it learnt from. Not for decisions about people: it knows nothing of
          titles, thumbnails or persons.

        ## Data

        - Source: `%s`; examples from %s to %s, values known %s, of what was known by %s.
        - SHA-256 of the examples with their sides: `%s`
        - %d rows of %d groups (videos). Learnt from %d, validated and calibrated by %d, tested by %d, of videos first seen from
          %s. %d rows are on no side because they would tell one side about another, %d have no label.
        - Split %s / %s / %s, seed %d. Files: %s.

        No row of the data is part of the model. `%s` has summaries of its columns.

        ## Measured

        By the tests, with 95 %% intervals (bootstrap over videos). *Naive* answers need no model.

        | answer | figure | this version | 95 %% interval | naive |
        |---|---|---|---|---|
        %s
        %s
        ## By slice

        | answer | slice | rows | figure | value |
        |---|---|---|---|---|
        %s
        ## Trainer

        %s
        ## Limits

        - A snapshot without a next one has no label: videos that leave the source are not judged, and forecasts of them are not checked.
        - It has learnt the gaps between snapshots, the regions and the time of its data; elsewhere its figures are not known.
        - Slices with few rows say little.
        """
        .formatted(
            result.ref(),
            task == ModelTask.SEQUENCE
                ? "the last snapshots of a video, %d at most, the newest included"
                    .formatted(SnapshotSequence.MOST_STEPS)
                : "one snapshot of a video and what changed since the one before",
            result.set().heads().stream().map(RunCard::told).collect(Collectors.joining("; ")),
            leftOut(result),
            task == ModelTask.SEQUENCE ? "of each snapshot " : "",
            result.set().features().stream()
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", ")),
            result.plan().trainer(),
            result.plan().seed(),
            counts.test(),
            String.format(Locale.ROOT, "%.1e", result.networkDifference()),
            data.source(),
            data.first(),
            data.last(),
            data.trustsEventTimes() ? "when they happened" : "as recorded",
            data.query().knowledge().asOf(),
            result.dataSha256(),
            counts.rows(),
            counts.groups(),
            counts.train(),
            counts.validation(),
            counts.test(),
            data.cut(),
            counts.leftOut(),
            counts.unlabelled(),
            data.split().train(),
            data.split().validation(),
            data.split().test(),
            data.query().seed(),
            files(data),
            VersionFolder.PROFILE,
            lines(result, RunCard::figures),
            active(result),
            lines(result, RunCard::slices),
            new TreeMap<>(result.description())
                .entrySet().stream()
                    .map(entry -> "- %s: %s%n".formatted(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining()));
  }

  private static String told(Head head) {
    String what =
        switch (head) {
          case VIRAL_PROBABILITY ->
              "P(1 + views grow by 20 % or more until the next snapshot), calibrated";
          case LOG_GROWTH -> "expected ln((1 + views then) ÷ (1 + views now))";
          case LIKES_LOG_GROWTH -> "the same of likes";
          case COMMENTS_LOG_GROWTH -> "the same of comments";
          case HOURS_TO_PEAK -> "hours from the snapshot until views grow fastest";
        };
    return "`%s`, %s".formatted(head.word(), what);
  }

  private static String leftOut(RunResult result) {
    return new TreeMap<>(result.leftOut())
        .entrySet().stream()
            .map(head -> " Not `%s`: %s.".formatted(head.getKey().word(), head.getValue()))
            .collect(Collectors.joining());
  }

  private static String files(TrainingSetManifest data) {
    return data.files().isEmpty()
        ? "none, the set was made for this run"
        : new TreeMap<>(data.files())
            .entrySet().stream()
                .map(file -> "`%s` %s".formatted(file.getKey(), file.getValue().sha256()))
                .collect(Collectors.joining(", "));
  }

  /** What is written of one head. */
  @FunctionalInterface
  private interface Part {
    void write(HeadEvaluation head, StringBuilder text);
  }

  private static String lines(RunResult result, Part part) {
    var text = new StringBuilder();
    result.evaluation().heads().values().forEach(head -> part.write(head, text));
    return text.toString();
  }

  private static void figures(HeadEvaluation head, StringBuilder text) {
    for (Map.Entry<Figure, Double> figure : head.metrics().figures().entrySet()) {
      Interval interval = head.intervals().get(figure.getKey());
      String naive =
          head.naive().entrySet().stream()
              .map(
                  other ->
                      "%s %s"
                          .formatted(
                              other.getKey().word(),
                              number(other.getValue().figure(figure.getKey()))))
              .collect(Collectors.joining(", "));
      text.append(
          "| `%s` | %s | %s | %s | %s |%n"
              .formatted(
                  head.head().word(),
                  figure.getKey().word(),
                  number(figure.getValue()),
                  interval == null ? "-" : number(interval.low()) + "–" + number(interval.high()),
                  naive));
    }
  }

  private static String active(RunResult result) {
    if (result.active().isEmpty()) {
      return "No version was active, so it is compared with none.\n";
    }
    BesideActive active = result.active().get();
    var text = new StringBuilder();
    text.append("Beside %s, which was active, by the same rows".formatted(active.ref()));
    text.append(active.unfit().isEmpty() ? ".\n" : "; " + active.unfit() + ".\n");
    text.append("It may have learnt from some of these rows; its figures flatter it then.\n\n");
    for (Comparison comparison : active.byHead().values()) {
      comparison
          .gains()
          .forEach(
              (figure, gain) ->
                  text.append(
                      "- `%s` %s: %s, the active one %s; gain %s to %s%n"
                          .formatted(
                              comparison.head().word(),
                              figure.word(),
                              number(gain.candidate()),
                              number(gain.active()),
                              number(gain.gain().low()),
                              number(gain.gain().high()))));
    }
    return text.toString();
  }

  private static void slices(HeadEvaluation head, StringBuilder text) {
    Figure main = Figure.main(head.head().kind());
    head.slices()
        .forEach(
            (slice, values) ->
                values.forEach(
                    (value, metrics) ->
                        text.append(slice(head.head(), slice, value, metrics, main))));
  }

  private static String slice(
      Head head, String slice, String value, HeadMetrics metrics, Figure main) {
    return "| `%s` | %s %s | %d | %s | %s |%n"
        .formatted(
            head.word(), slice, value, metrics.rows(), main.word(), number(metrics.figure(main)));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
