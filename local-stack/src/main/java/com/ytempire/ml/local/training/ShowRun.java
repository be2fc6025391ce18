package com.ytempire.ml.local.training;

import com.ytempire.ml.local.features.TextTable;
import com.ytempire.ml.training.evaluation.Comparison;
import com.ytempire.ml.training.evaluation.Comparison.Gain;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.evaluation.Interval;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.network.BesideActive;
import com.ytempire.ml.training.run.RunResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints how well a run's version does. */
public final class ShowRun {
  private ShowRun() {}

  /** Prints a table of figures beside naive answers and the active version. */
  public static void print(RunResult result, PrintWriter out) {
    Optional<BesideActive> active = result.active();
    String activeTitle = active.map(other -> other.ref().version()).orElse("active");
    var table = new TextTable("answer", "figure", "new", "95 %", activeTitle, "gain 95 %", "naive");
    for (HeadEvaluation head : result.evaluation().heads().values()) {
      Comparison comparison = active.map(other -> other.byHead().get(head.head())).orElse(null);
      for (Figure figure : Figure.of(head.head().kind())) {
        Interval interval = head.intervals().get(figure);
        Gain gain = comparison == null ? null : comparison.gains().get(figure);
        table.row(
            head.head().word(),
            figure.word(),
            number(head.metrics().figure(figure)),
            interval(interval),
            gain == null ? "-" : number(gain.active()),
            gain == null ? "-" : interval(gain.gain()),
            head.naive().entrySet().stream()
                .map(other -> other.getKey().word() + " " + number(other.getValue().figure(figure)))
                .collect(Collectors.joining(", ")));
      }
    }
    table.print(out);
    int tests =
        result.evaluation().heads().values().stream()
            .mapToInt(h -> h.metrics().rows())
            .max()
            .orElse(0);
    out.printf(
        "by %d tests of videos first seen from %s; gain above 0 is better%n",
        tests, result.set().manifest().cut());
    active
        .filter(other -> !other.unfit().isEmpty())
        .ifPresent(other -> out.printf("%s: %s%n", other.ref(), other.unfit()));
    for (Head head : result.set().heads()) {
      String hint = result.description().get("hint_" + head.word());
      if (hint != null) {
        out.printf("%s: %s%n", head.word(), hint);
      }
    }
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? "-"
        : "%s to %s".formatted(number(interval.low()), number(interval.high()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
