package com.ytempire.ml.drift.trigger;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Raises a trigger with a window that has drifted, once so many of the last judged ones have, and
 * not before the cooldown after the trigger before is over. Windows in which too little was seen do
 * not count. Immutable.
 */
public final class TriggerPolicy {
  /** Most evidence of one window that is kept, the most significant first. */
  public static final int MOST_EVIDENCE = 20;

  private static final int MOST_NAMED = 3;

  private static final Comparator<TriggerEvidence> STRONGEST_FIRST =
      Comparator.comparingDouble(TriggerPolicy::significance)
          .thenComparing(Comparator.comparingDouble(TriggerPolicy::excess).reversed())
          .thenComparing(TriggerEvidence::kind)
          .thenComparing(TriggerEvidence::name);

  private final TriggerRules rules;

  public TriggerPolicy(TriggerRules rules) {
    this.rules = rules;
  }

  /** How many judged windows are to be kept. */
  public int windows() {
    return rules.of();
  }

  /** A verdict of drift as evidence. */
  public static TriggerEvidence evidence(DriftEvent event) {
    return new TriggerEvidence(
        event.kind().word(),
        event.feature(),
        event.slice(),
        event.windowStart(),
        event.windowEnd(),
        event.test(),
        event.statistic(),
        event.threshold(),
        event.corrected(),
        Double.isFinite(event.referenceSize()) ? Math.round(event.referenceSize()) : 0,
        event.currentSize());
  }

  /** The strongest evidence of a window, strongest first. */
  public static List<TriggerEvidence> strongest(List<TriggerEvidence> evidence) {
    return evidence.stream().sorted(STRONGEST_FIRST).limit(MOST_EVIDENCE).toList();
  }

  private static double significance(TriggerEvidence evidence) {
    return Double.isNaN(evidence.pValue()) ? 1 : evidence.pValue();
  }

  private static double excess(TriggerEvidence evidence) {
    return evidence.threshold() == 0 ? 0 : evidence.value() / evidence.threshold();
  }

  /**
   * What follows when windows end. Where windows of several kinds end together and each is evidence
   * enough, the kind that comes first in {@link WindowKind} gives the evidence, in whatever order
   * they were judged.
   *
   * @param judged windows of each kind in order of their ends
   * @param at the end of the new ones; kinds of which none ends then are passed over
   * @param lastTrigger when the last trigger was raised, in event time, or null
   */
  public Optional<RetrainingTrigger> decide(
      ModelRef model,
      Map<WindowKind, List<JudgedWindow>> judged,
      Instant at,
      @Nullable Instant lastTrigger) {
    for (WindowKind kind : WindowKind.values()) {
      List<JudgedWindow> windows = judged.getOrDefault(kind, List.of());
      if (!windows.isEmpty() && windows.get(windows.size() - 1).end().equals(at)) {
        Optional<RetrainingTrigger> trigger = decide(model, windows, lastTrigger);
        if (trigger.isPresent()) {
          return trigger;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What follows from a window.
   *
   * @param judged windows in order of their ends, the new one last
   * @param lastTrigger when the last trigger was raised, in event time, or null
   */
  public Optional<RetrainingTrigger> decide(
      ModelRef model, List<JudgedWindow> judged, @Nullable Instant lastTrigger) {
    List<JudgedWindow> recent =
        judged.subList(Math.max(0, judged.size() - rules.of()), judged.size());
    if (recent.isEmpty()) {
      return Optional.empty();
    }
    JudgedWindow newest = recent.get(recent.size() - 1);
    List<JudgedWindow> drifted = recent.stream().filter(JudgedWindow::hasDrifted).toList();
    boolean isCoolingDown =
        lastTrigger != null && newest.end().isBefore(lastTrigger.plus(rules.cooldown()));
    if (!newest.hasDrifted() || drifted.size() < rules.windows() || isCoolingDown) {
      return Optional.empty();
    }
    List<TriggerEvidence> evidence = new ArrayList<>(strongest(newest.evidence()));
    for (int i = drifted.size() - 2; i >= 0; i--) {
      evidence.addAll(strongest(drifted.get(i).evidence()));
    }
    return Optional.of(
        RetrainingTrigger.of(
            model, drifted.get(0).start(), newest.end(), reason(drifted, recent), evidence));
  }

  private static String reason(List<JudgedWindow> drifted, List<JudgedWindow> recent) {
    List<TriggerEvidence> newest = strongest(drifted.get(drifted.size() - 1).evidence());
    Set<String> named = new LinkedHashSet<>();
    newest.stream().limit(MOST_NAMED).forEach(evidence -> named.add(words(evidence)));
    int more = newest.size() - Math.min(MOST_NAMED, newest.size());
    return "%d of the last %d windows have drifted: %s%s"
        .formatted(
            drifted.size(),
            recent.size(),
            named.stream().collect(Collectors.joining(", ")),
            more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String words(TriggerEvidence evidence) {
    return String.format(
        Locale.ROOT,
        "%s %s (%s %.3f, threshold %.3f)",
        evidence.kind(),
        evidence.name(),
        evidence.measure(),
        evidence.value(),
        evidence.threshold());
  }
}
