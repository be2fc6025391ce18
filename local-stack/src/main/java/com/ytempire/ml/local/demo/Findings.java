package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.drift.detect.DriftVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has been found so far. Mutable, confined to one thread. */
final class Findings {
  private final Timeline timeline;
  private final List<WatchedDay> days = new ArrayList<>();
  private @Nullable String first;
  private @Nullable Retraining retraining;
  private @Nullable String second;
  private @Nullable RolloutDecision decision;
  private @Nullable Instant promotedAt;
  private int requests;
  private String sides = "";
  private Duration took = Duration.ZERO;

  Findings(Timeline timeline) {
    this.timeline = timeline;
  }

  Timeline timeline() {
    return timeline;
  }

  void judged(WatchedDay day) {
    days.add(day);
  }

  void watches(String version) {
    first = version;
  }

  void triggered(Retraining found) {
    retraining = found;
  }

  void trained(String version) {
    second = version;
  }

  /**
   * @param at event time until which callers had asked
   * @param questions how many
   * @param wrongAnswers how often both sides were wrong, for people
   */
  void decided(RolloutDecision found, Instant at, int questions, String wrongAnswers) {
    decision = found;
    sides = wrongAnswers;
    requests = questions;
    if (isPromoted()) {
      promotedAt = at;
    }
  }

  void took(Duration elapsed) {
    took = elapsed;
  }

  Duration took() {
    return took;
  }

  Optional<String> first() {
    return Optional.ofNullable(first);
  }

  Optional<String> second() {
    return Optional.ofNullable(second);
  }

  Optional<Retraining> retraining() {
    return Optional.ofNullable(retraining);
  }

  Optional<RolloutDecision> decision() {
    return Optional.ofNullable(decision);
  }

  Optional<Instant> promotedAt() {
    return Optional.ofNullable(promotedAt);
  }

  /** How often both sides of the canary were wrong, for people. */
  String sides() {
    return sides;
  }

  int requests() {
    return requests;
  }

  boolean isPromoted() {
    return decision != null && decision.step() == RolloutDecision.Step.PROMOTED;
  }

  /** Days of the first version that it did not learn from, before the change. */
  List<WatchedDay> before() {
    return days.stream()
        .filter(day -> day.version().equals(first))
        .filter(day -> !day.start().isBefore(timeline.learnt()))
        .filter(day -> !day.end().isAfter(timeline.change()))
        .toList();
  }

  /** Days of the first version with the change. */
  List<WatchedDay> during() {
    return days.stream()
        .filter(day -> day.version().equals(first))
        .filter(day -> !day.start().isBefore(timeline.change()))
        .toList();
  }

  /** Days of the second version. */
  List<WatchedDay> after() {
    return days.stream().filter(day -> day.version().equals(second)).toList();
  }

  /** Whether so many of the first version's last days have drifted that a training must follow. */
  boolean isTriggerDue(TriggerRules rules) {
    List<WatchedDay> judged =
        days.stream()
            .filter(day -> day.version().equals(first))
            .filter(day -> day.hasDrifted() || day.verdict() == DriftVerdict.STABLE)
            .toList();
    List<WatchedDay> last = judged.subList(Math.max(0, judged.size() - rules.of()), judged.size());
    return !last.isEmpty()
        && last.get(last.size() - 1).hasDrifted()
        && last.stream().filter(WatchedDay::hasDrifted).count() >= rules.windows();
  }

  /** The first day on which the change was seen. */
  Optional<WatchedDay> detected() {
    return during().stream().filter(WatchedDay::hasDrifted).findFirst();
  }

  /** What keeps the loop from being closed, for people; empty where it is. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (first == null) {
      missing.add("no version that learnt from the stream itself became active");
      return missing;
    }
    for (WatchedDay day : before()) {
      if (day.hasDrifted()) {
        missing.add(
            "drift on %s, before the change".formatted(day.start().toString().substring(0, 10)));
      }
    }
    if (before().isEmpty()) {
      missing.add("no day before the change was judged");
    }
    if (detected().isEmpty()) {
      missing.add("no drift was seen after the change");
    } else if (retraining == null) {
      missing.add("drift started no retraining");
    } else if (second == null) {
      missing.add("the retraining made no version");
    } else if (!isPromoted()) {
      missing.add(
          decision == null
              ? "version %s never got callers".formatted(second)
              : "the canary of %s was not promoted but %s: %s"
                  .formatted(second, decision.step().word(), decision.ruling().reason()));
    } else if (after().isEmpty()) {
      missing.add("no day of version %s was judged".formatted(second));
    } else {
      addAccuracy(missing);
    }
    return missing;
  }

  private void addAccuracy(List<String> missing) {
    Quality before = Quality.of(before());
    Quality during = Quality.of(during());
    Quality after = Quality.of(after());
    if (!(during.accuracy() < before.accuracy())) {
      missing.add("accuracy did not fall with the change");
    }
    if (!(after.accuracy() > during.accuracy())) {
      missing.add("accuracy did not recover");
    }
  }
}
