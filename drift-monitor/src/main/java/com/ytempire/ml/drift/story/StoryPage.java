package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.page.Html;
import com.ytempire.ml.core.page.Page;
import com.ytempire.ml.core.page.Table;
import com.ytempire.ml.core.page.Tone;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.story.Onset.Finding;
import com.ytempire.ml.drift.story.Onset.Slice;
import com.ytempire.ml.drift.story.Onset.Window;
import com.ytempire.ml.drift.story.Performance.PhaseFigure;
import com.ytempire.ml.drift.story.RetrainingStory.Decision;
import com.ytempire.ml.drift.story.RetrainingStory.Figure;
import com.ytempire.ml.drift.story.RetrainingStory.MadeVersion;
import com.ytempire.ml.drift.story.RetrainingStory.Moment;
import com.ytempire.ml.drift.story.RetrainingStory.Training;
import com.ytempire.ml.drift.story.RetrainingStory.Trigger;
import com.ytempire.ml.drift.story.Trial.Look;
import com.ytempire.ml.drift.story.Trial.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page that tells a retraining from the first drifting window to its end, or as far as it is.
 */
public final class StoryPage {
  private static final String NONE = "–";

  private StoryPage() {}

  /** The page as HTML; it asks no host for anything. Equal stories give equal pages. */
  public static String write(RetrainingStory story) {
    var page = new Page("Retraining of " + story.modelName());
    Standing standing = Standing.ofWord(story.standing());
    page.html(
        "<p>"
            + Html.mark(tone(standing), standing.word())
            + " "
            + Html.text(story.summary())
            + "</p>\n");
    page.heading("What happened").table(timeline(story));
    onset(page, story.onset());
    trigger(page, story.trigger());
    Training training = story.training();
    if (training != null) {
      training(page, training);
    }
    MadeVersion version = story.version();
    if (version != null) {
      version(page, version);
    }
    story.trials().forEach(trial -> trial(page, trial));
    decisions(page, story.decisions());
    performance(page, story);
    return page.write();
  }

  private static Tone tone(Standing standing) {
    return switch (standing) {
      case PROMOTED -> Tone.GOOD;
      case FAILED, ROLLED_BACK, REVERTED -> Tone.BAD;
      case COOLING_DOWN, WAITING, TRAINING, CANCELLED, REGISTERED, CANARY, KEPT -> Tone.FAINT;
    };
  }

  private static Table timeline(RetrainingStory story) {
    var table = new Table(List.of("when", "clock", "what"));
    for (Moment moment : story.timeline()) {
      String clock = moment.clock().equals(Moment.EVENT_TIME) ? "of the data" : "of the machines";
      table.row(List.of(time(moment.at()), clock, moment.text()));
    }
    return table;
  }

  private static void onset(Page page, Onset onset) {
    page.heading("The windows that drifted");
    page.paragraph(
        onset.kind() == null
            ? "Their verdicts are not kept any more; this is what the trigger itself tells."
            : "From %s to %s, %d of %d %s windows of all the traffic, by event time. The strongest columns of each:"
                .formatted(
                    time(onset.from()),
                    time(onset.to()),
                    onset.drifted(),
                    onset.windows().size(),
                    onset.kind()));
    var table = new Table(List.of("window", "videos", "verdict", "what drifted", "how"));
    for (Window window : onset.windows()) {
      boolean isDrift = window.verdict().equals(DriftVerdict.DRIFT.word());
      table.rowOfHtml(
          List.of(
              Html.text(time(window.from()) + " to " + time(window.to())),
              Integer.toString(window.size()),
              Html.mark(isDrift ? Tone.BAD : Tone.GOOD, window.verdict()),
              window.findings().stream()
                      .map(finding -> Html.text(finding(finding)))
                      .collect(Collectors.joining("<br>"))
                  + more(window),
              Html.text(
                  window.findings().stream()
                      .map(Finding::shape)
                      .distinct()
                      .collect(Collectors.joining(", ")))));
    }
    page.table(table).charts(StoryCharts.statistics(onset));
    if (!onset.slices().isEmpty()) {
      var slices = new Table(List.of("part of the traffic", "windows", "with drift", "strongest"));
      for (Slice slice : onset.slices()) {
        Finding strongest = slice.strongest();
        slices.row(
            List.of(
                slice.slice(),
                Integer.toString(slice.windows()),
                Integer.toString(slice.drifted()),
                strongest == null ? NONE : finding(strongest)));
      }
      page.paragraph("Parts of the traffic in the same time; a trigger looks at all of it only.");
      page.table(slices);
    }
  }

  private static String more(Window window) {
    int more = window.columns() - window.findings().size();
    return more > 0 ? "<br>and %d more".formatted(more) : "";
  }

  private static String finding(Finding finding) {
    return "%s %s: %s %s, threshold %s, p %s; was %s, is %s"
        .formatted(
            finding.kind(),
            finding.name(),
            finding.test(),
            number(finding.statistic()),
            number(finding.threshold()),
            number(finding.pValue()),
            number(finding.reference()),
            number(finding.current()));
  }

  private static void trigger(Page page, Trigger trigger) {
    page.heading("The trigger");
    page.paragraph(
        "%s. Recorded at %s: %s%s"
            .formatted(
                trigger.reason(),
                time(trigger.recordedAt()),
                trigger.outcome().replace('_', ' '),
                trigger.note().isEmpty() ? "." : "; " + trigger.note() + "."));
    if (trigger.followsId() != null) {
      page.paragraph("It follows trigger " + trigger.followsId() + ".");
    }
    var table =
        new Table(
            List.of(
                "kind",
                "column",
                "window",
                "measure",
                "value",
                "threshold",
                "p",
                "videos before",
                "now"));
    trigger
        .evidence()
        .forEach(
            one ->
                table.row(
                    List.of(
                        one.kind(),
                        one.name(),
                        time(one.from()) + " to " + time(one.to()),
                        one.measure(),
                        number(one.value()),
                        number(one.threshold()),
                        number(one.pValue()),
                        Long.toString(one.reference()),
                        Long.toString(one.current()))));
    page.table(table);
  }

  private static void training(Page page, Training training) {
    page.heading("The training");
    var table = new Table(List.of("", ""));
    table.row(List.of("job", training.jobId()));
    table.row(List.of("status", training.status()));
    table.row(List.of("asked for", time(training.createdAt()) + " by " + training.createdBy()));
    table.row(List.of("started", time(training.startedAt())));
    table.row(List.of("ended", time(training.completedAt()) + took(training)));
    table.row(
        List.of(
            "attempts",
            "%d, %d of them lost; %s"
                .formatted(training.attempts(), training.lostWorkers(), text(training.worker()))));
    table.row(
        List.of("epochs", "%d of %s".formatted(training.epoch(), text(training.totalEpochs()))));
    table.row(List.of("version", text(training.version())));
    table.row(List.of("traffic", text(training.deployment())));
    if (training.error() != null) {
      table.row(List.of("failed", training.error()));
    }
    page.table(table);
  }

  private static String took(Training training) {
    Instant from = training.startedAt();
    Instant to = training.completedAt();
    return from == null || to == null
        ? ""
        : ", after %d s".formatted(Duration.between(from, to).toSeconds());
  }

  private static void version(Page page, MadeVersion version) {
    page.heading("The version " + version.modelId());
    page.paragraph(
        "Registered at %s; now %s.".formatted(time(version.createdAt()), version.status()));
    page.html(Html.list(version.judgement()));
    String beside = version.besideModelId();
    var table =
        new Table(
            List.of("figure of its tests", version.modelId(), beside == null ? NONE : beside));
    for (Figure figure : version.figures()) {
      table.row(List.of(figure.name(), number(figure.value()), number(figure.beside())));
    }
    if (!table.isEmpty()) {
      page.table(table);
    }
  }

  private static void trial(Page page, Trial trial) {
    page.heading("The " + trial.kind() + " of " + trial.modelId());
    page.paragraph(
        "With %d %% of the requests from %s on; %s%s."
            .formatted(
                trial.percentage(),
                time(trial.startedAt()),
                trial.state().replace('_', ' '),
                trial.endedAt() == null
                    ? ""
                    : " at %s: %s".formatted(time(trial.endedAt()), text(trial.reason()))));
    var table = new Table(looks());
    trial.looks().forEach(look -> row(table, time(look.at()), look));
    if (!table.isEmpty()) {
      page.paragraph(
          "Looks of the sequential test, each time half as much again had been seen. A difference is of"
              + " the new version less the active one, less is better, and holds however often it is looked at.");
      page.table(table).charts(StoryCharts.differences(trial));
    }
  }

  private static List<String> looks() {
    return List.of("at", "says", "requests, active", "new", "judged, active", "new", "differences");
  }

  private static void row(Table table, String at, Look look) {
    table.rowOfHtml(
        List.of(
            Html.text(at),
            Html.text(look.verdict().replace('_', ' ')),
            Long.toString(look.activeRequests()),
            Long.toString(look.candidateRequests()),
            Long.toString(look.activeJudged()),
            Long.toString(look.candidateJudged()),
            look.questions().stream()
                .map(StoryPage::question)
                .collect(Collectors.joining("<br>"))));
  }

  private static String question(Question question) {
    Tone tone = question.harm() ? Tone.BAD : question.cleared() ? Tone.GOOD : Tone.FAINT;
    return Html.mark(
        tone,
        "%s %s beside %s: between %s and %s, margin %s"
            .formatted(
                question.question(),
                number(question.candidate()),
                number(question.active()),
                number(question.above()),
                number(question.below()),
                number(question.margin())));
  }

  private static void decisions(Page page, List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    page.heading("Decisions on it");
    var table = new Table(List.of("at", "decision", "share, %", "by", "why"));
    for (Decision decision : decisions) {
      table.row(
          List.of(
              time(decision.at()),
              decision.step().replace('_', ' '),
              Integer.toString(decision.percentage()),
              decision.decidedBy() + (decision.automatic() ? ", by itself" : ""),
              decision.reason()));
    }
    page.table(table);
  }

  private static void performance(Page page, RetrainingStory story) {
    if (story.performance().points().isEmpty()) {
      return;
    }
    page.heading("How right the answers were");
    page.paragraph("By what really happened, in windows of event time.");
    var table =
        new Table(
            List.of("when", "version", "figure", "by its tests", "in fact", "answers", "windows"));
    for (PhaseFigure figure : story.performance().phases()) {
      table.row(
          List.of(
              figure.phase(),
              figure.modelId(),
              figure.name(),
              number(figure.expected()),
              number(figure.value()),
              Long.toString(figure.answers()),
              Integer.toString(figure.windows())));
    }
    page.table(table).charts(StoryCharts.performance(story));
  }

  private static String time(@Nullable Instant time) {
    return time == null ? NONE : time.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  private static String number(@Nullable Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.4g", value);
  }
}
