package com.ytempire.ml.drift.story;

import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.story.Onset.Finding;
import com.ytempire.ml.drift.story.Onset.Window;
import com.ytempire.ml.drift.story.RetrainingStory.Decision;
import com.ytempire.ml.drift.story.RetrainingStory.MadeVersion;
import com.ytempire.ml.drift.story.RetrainingStory.Moment;
import com.ytempire.ml.drift.story.RetrainingStory.Training;
import com.ytempire.ml.drift.story.RetrainingStory.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts what happened in order: first what happened in event time, then what the wall clock saw.
 * Nothing of the second can be before the first, whatever the clocks say.
 */
final class Timeline {
  private static final int MOST_NAMED = 3;

  private final List<Moment> data = new ArrayList<>();
  private final List<Moment> machines = new ArrayList<>();

  private Timeline() {}

  static List<Moment> of(
      Onset onset,
      Trigger trigger,
      @Nullable Training training,
      @Nullable MadeVersion version,
      List<Decision> decisions) {
    var timeline = new Timeline();
    timeline.onset(onset, trigger);
    timeline.seen(trigger.recordedAt(), "trigger_recorded", recorded(trigger));
    if (training != null) {
      timeline.training(training);
    }
    if (version != null) {
      timeline.version(version, decisions);
    }
    for (Decision decision : decisions) {
      timeline.seen(decision.at(), decision.step(), decided(decision));
    }
    timeline.machines.sort(Comparator.comparing(Moment::at));
    List<Moment> all = new ArrayList<>(timeline.data);
    all.addAll(timeline.machines);
    return all;
  }

  private void seen(Instant at, String step, String text) {
    machines.add(new Moment(at, Moment.WALL_CLOCK, step, text));
  }

  private void onset(Onset onset, Trigger trigger) {
    Optional<Window> first =
        onset.windows().stream()
            .filter(window -> window.verdict().equals(DriftVerdict.DRIFT.word()))
            .findFirst();
    data.add(
        new Moment(
            onset.from(),
            Moment.EVENT_TIME,
            "first_drift",
            first
                .map(window -> "the first window with drift begins: " + names(window))
                .orElse("the first window with drift begins")));
    data.add(
        new Moment(
            trigger.at(),
            Moment.EVENT_TIME,
            "trigger",
            "the last of %d windows ends, of which %d had drifted: evidence enough"
                .formatted(onset.windows().size(), onset.drifted())));
  }

  private static String names(Window window) {
    String named =
        window.findings().stream()
            .limit(MOST_NAMED)
            .map(Timeline::text)
            .collect(Collectors.joining(", "));
    int more = window.columns() - Math.min(MOST_NAMED, window.findings().size());
    return more > 0 ? named + " and %d more".formatted(more) : named;
  }

  /** A finding in words, such as {@code feature views (ks 0.310, threshold 0.100)}. */
  static String text(Finding finding) {
    return String.format(
        Locale.ROOT,
        "%s %s (%s %.3f, threshold %.3f)",
        finding.kind(),
        finding.name(),
        finding.test(),
        finding.statistic(),
        finding.threshold());
  }

  private static String recorded(Trigger trigger) {
    return switch (trigger.outcome()) {
      case "started" -> "the trigger is recorded, and a training queued";
      case "joined" -> "the trigger is recorded, and joins a training: " + trigger.note();
      default -> "the trigger is recorded, and nothing started: " + trigger.note();
    };
  }

  private void training(Training training) {
    seen(
        training.createdAt(),
        "training_queued",
        "the training is queued, asked for by " + training.createdBy());
    Instant started = training.startedAt();
    if (started != null) {
      seen(started, "training_started", "a worker takes the training");
    }
    Instant ended = training.completedAt();
    if (ended != null) {
      String attempts =
          training.attempts() > 1 ? " after %d attempts".formatted(training.attempts()) : "";
      String why = training.error() == null ? "" : ": " + training.error();
      seen(
          ended,
          "training_" + training.status(),
          "the training is %s%s%s".formatted(training.status(), attempts, why));
    }
  }

  private void version(MadeVersion version, List<Decision> decisions) {
    seen(version.createdAt(), "version_registered", version.modelId() + " is registered");
    Instant deployed = version.deployedAt();
    if (decisions.isEmpty() && deployed != null) {
      seen(deployed, "version_activated", version.modelId() + " takes the traffic");
    }
  }

  private static String decided(Decision decision) {
    String what =
        switch (decision.step()) {
          case "started" ->
              "it is tried with %d %% of the requests".formatted(decision.percentage());
          case "share_changed" ->
              "its share changes to %d %% of the requests".formatted(decision.percentage());
          case "promoted" -> "it takes the traffic";
          case "rolled_back" -> "it is taken back";
          case "kept" -> "its trial ends, the active version is kept";
          case "held" -> "decisions on it are left to humans";
          case "resumed" -> "decisions on it are made by evidence again";
          default -> "its trial ends";
        };
    return "%s, by %s: %s".formatted(what, decision.decidedBy(), decision.reason());
  }
}
