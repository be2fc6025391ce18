package com.ytempire.ml.local.drift;

import com.ytempire.ml.drift.story.Onset;
import com.ytempire.ml.drift.story.Onset.Finding;
import com.ytempire.ml.drift.story.Onset.Slice;
import com.ytempire.ml.drift.story.Onset.Window;
import com.ytempire.ml.drift.story.Performance.PhaseFigure;
import com.ytempire.ml.drift.story.RetrainingStory;
import com.ytempire.ml.drift.story.RetrainingStory.Figure;
import com.ytempire.ml.drift.story.RetrainingStory.MadeVersion;
import com.ytempire.ml.drift.story.RetrainingStory.Moment;
import com.ytempire.ml.drift.story.Trial;
import com.ytempire.ml.drift.story.Trial.Look;
import com.ytempire.ml.drift.story.Trial.Question;
import com.ytempire.ml.local.features.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the story of a retraining for people. */
public final class ShowStory {
  private static final int MOST_LOOKS = 8;

  private ShowStory() {}

  /** The story from its beginning; what there is not yet is left out. */
  public static void print(RetrainingStory story, PrintWriter out) {
    out.printf(
        "retraining of %s, trigger %s: %s%n%s%n%n",
        story.modelId(), story.triggerId(), story.standing().replace('_', ' '), story.summary());
    timeline(story.timeline(), out);
    onset(story.onset(), out);
    MadeVersion version = story.version();
    if (version != null) {
      version(version, out);
    }
    story.trials().forEach(trial -> trial(trial, out));
    performance(story.performance().phases(), out);
  }

  private static void timeline(List<Moment> timeline, PrintWriter out) {
    var table = new TextTable("when", "clock", "what");
    for (Moment moment : timeline) {
      table.row(
          moment.at().toString(),
          moment.clock().equals(Moment.EVENT_TIME) ? "data" : "machines",
          moment.text());
    }
    table.print(out);
  }

  private static void onset(Onset onset, PrintWriter out) {
    out.println();
    var table = new TextTable("window from", "to", "videos", "verdict", "strongest");
    for (Window window : onset.windows()) {
      table.row(
          window.from().toString(),
          window.to().toString(),
          Integer.toString(window.size()),
          window.verdict(),
          window.findings().stream()
              .limit(3)
              .map(ShowStory::finding)
              .collect(Collectors.joining(", ")));
    }
    table.print(out);
    if (!onset.slices().isEmpty()) {
      out.println();
      var slices = new TextTable("part of the traffic", "windows", "with drift", "strongest");
      for (Slice slice : onset.slices()) {
        slices.row(
            slice.slice(),
            Integer.toString(slice.windows()),
            Integer.toString(slice.drifted()),
            slice.strongest() == null ? "-" : finding(slice.strongest()));
      }
      slices.print(out);
    }
  }

  private static String finding(Finding finding) {
    return "%s %s %s".formatted(finding.name(), finding.test(), number(finding.statistic()));
  }

  private static void version(MadeVersion version, PrintWriter out) {
    out.printf("%n%s, %s%n", version.modelId(), version.status());
    version.judgement().forEach(sentence -> out.println("  " + sentence));
    if (!version.figures().isEmpty()) {
      String beside = version.besideModelId();
      var table =
          new TextTable("figure of its tests", version.modelId(), beside == null ? "-" : beside);
      for (Figure figure : version.figures()) {
        table.row(figure.name(), number(figure.value()), number(figure.beside()));
      }
      table.print(out);
    }
  }

  private static void trial(Trial trial, PrintWriter out) {
    out.printf(
        "%n%s of %s with %d %% of the requests: %s%s%n",
        trial.kind(),
        trial.modelId(),
        trial.percentage(),
        trial.state().replace('_', ' '),
        trial.reason() == null ? "" : "; " + trial.reason());
    List<Look> looks = trial.looks();
    if (looks.isEmpty()) {
      return;
    }
    var table = new TextTable("looked at", "requests", "judged", "differences, new less active");
    looks
        .subList(Math.max(0, looks.size() - MOST_LOOKS), looks.size())
        .forEach(
            look ->
                table.row(
                    look.at().toString(),
                    "%d beside %d".formatted(look.candidateRequests(), look.activeRequests()),
                    "%d beside %d".formatted(look.candidateJudged(), look.activeJudged()),
                    look.questions().stream()
                        .map(ShowStory::question)
                        .collect(Collectors.joining(", "))));
    table.print(out);
  }

  private static String question(Question question) {
    return "%s %s to %s"
        .formatted(question.question(), number(question.above()), number(question.below()));
  }

  private static void performance(List<PhaseFigure> phases, PrintWriter out) {
    if (phases.isEmpty()) {
      return;
    }
    out.println();
    var table =
        new TextTable("when", "version", "figure", "by its tests", "in fact", "answers", "windows");
    for (PhaseFigure figure : phases) {
      table.row(
          figure.phase(),
          figure.modelId(),
          figure.name(),
          number(figure.expected()),
          number(figure.value()),
          Long.toString(figure.answers()),
          Integer.toString(figure.windows()));
    }
    table.print(out);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
