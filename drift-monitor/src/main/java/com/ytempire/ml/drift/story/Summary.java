package com.ytempire.ml.drift.story;

import com.ytempire.ml.drift.story.Performance.Phase;
import com.ytempire.ml.drift.story.Performance.PhaseFigure;
import com.ytempire.ml.drift.story.RetrainingStory.MadeVersion;
import com.ytempire.ml.drift.story.RetrainingStory.Training;
import com.ytempire.ml.drift.story.RetrainingStory.Trigger;
import com.ytempire.ml.drift.story.Trial.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a story in a few sentences. */
final class Summary {
  private Summary() {}

  static String of(
      Standing standing,
      Onset onset,
      Trigger trigger,
      @Nullable Training training,
      @Nullable MadeVersion version,
      List<Trial> trials,
      Performance performance) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Windows drifted from %s on; by %s that was evidence enough."
            .formatted(onset.from(), trigger.at()));
    sentences.add("Now " + standing.meaning() + ".");
    switch (standing) {
      case TRAINING -> sentences.add(progress(training));
      case FAILED -> sentences.add("It says: " + (training == null ? "" : training.error()));
      case REGISTERED -> sentences.add(deployment(training));
      case CANARY -> lastLook(trials).map(Summary::seen).ifPresent(sentences::add);
      default -> {}
    }
    if (version != null) {
      sentences.add("The version is %s.".formatted(version.modelId()));
    }
    performance.phases().stream()
        .map(PhaseFigure::name)
        .distinct()
        .map(name -> course(name, performance))
        .forEach(sentences::add);
    return String.join(" ", sentences);
  }

  private static String progress(@Nullable Training training) {
    return training == null || training.totalEpochs() == null
        ? "It has begun."
        : "It is at epoch %d of at most %d.".formatted(training.epoch(), training.totalEpochs());
  }

  private static String deployment(@Nullable Training training) {
    String deployed = training == null ? null : training.deployment();
    return deployed == null
        ? "It was not asked to take any."
        : "Its training says: " + deployed + ".";
  }

  /** The last look at the newest trial. */
  static Optional<Look> lastLook(List<Trial> trials) {
    List<Look> looks = trials.isEmpty() ? List.of() : trials.get(trials.size() - 1).looks();
    return looks.isEmpty() ? Optional.empty() : Optional.of(looks.get(looks.size() - 1));
  }

  private static String seen(Look look) {
    return "By %s it had answered %d requests, of which %d were judged; missing for a promotion: %s."
        .formatted(
            look.at(),
            look.candidateRequests(),
            look.candidateJudged(),
            look.missing().isEmpty() ? "nothing" : look.missing().get(0));
  }

  private static String course(String name, Performance performance) {
    List<String> parts = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      performance.phases().stream()
          .filter(figure -> figure.name().equals(name) && figure.phase().equals(phase.word()))
          .map(figure -> words(phase) + String.format(Locale.ROOT, "%.4f", figure.value()))
          .forEach(parts::add);
    }
    String text = name.replace('_', ' ');
    return Character.toUpperCase(text.charAt(0))
        + text.substring(1)
        + " was "
        + String.join(", ", parts)
        + ".";
  }

  private static String words(Phase phase) {
    return switch (phase) {
      case BEFORE -> "before ";
      case DURING -> "since then ";
      case AFTER -> "of the new version ";
    };
  }
}
