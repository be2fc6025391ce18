package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.store.VerdictQuery;
import com.ytempire.ml.drift.store.Verdicts;
import com.ytempire.ml.drift.story.Onset.Finding;
import com.ytempire.ml.drift.story.Onset.Slice;
import com.ytempire.ml.drift.story.Onset.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the windows that led to a trigger: those that it counted, and before them as many as had
 * drifted one after the other. Windows are those by which the trigger was raised, of one length. As
 * the trigger does, it passes over windows of which too little was seen.
 */
final class FindOnset {
  /** How far back it looks, in windows. */
  static final int MOST_WINDOWS = 60;

  private static final int MOST_VERDICTS = 50_000;
  private static final int MOST_FINDINGS = 5;
  private static final int MOST_SLICES = 30;

  private static final Comparator<DriftEvent> STRONGEST_FIRST =
      Comparator.comparingDouble(FindOnset::chance)
          .thenComparing(Comparator.comparingDouble(FindOnset::excess).reversed())
          .thenComparing(DriftEvent::kind)
          .thenComparing(DriftEvent::feature);

  private final Verdicts verdicts;

  FindOnset(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  private static double chance(DriftEvent event) {
    return Double.isNaN(event.corrected()) ? 1 : event.corrected();
  }

  private static double excess(DriftEvent event) {
    return event.threshold() == 0 ? 0 : event.statistic() / event.threshold();
  }

  Onset of(RetrainingTrigger trigger) {
    Optional<TriggerEvidence> newest =
        trigger.evidence().stream().filter(one -> one.to().equals(trigger.at())).findFirst();
    if (newest.isEmpty()) {
      return byEvidence(trigger);
    }
    Duration length = Duration.between(newest.get().from(), newest.get().to());
    Instant earliest = trigger.since().minus(length.multipliedBy(MOST_WINDOWS));
    List<DriftEvent> judged = judged(trigger, Optional.of(DriftEvent.ALL), earliest);
    Optional<WindowKind> kind =
        judged.stream()
            .filter(event -> event.windowEnd().equals(trigger.at()))
            .filter(event -> length(event).equals(length))
            .map(DriftEvent::window)
            .min(Comparator.naturalOrder());
    List<List<DriftEvent>> run =
        kind.isEmpty()
            ? List.of()
            : run(windows(judged, kind.get(), length), trigger.since().plus(length));
    if (kind.isEmpty() || run.isEmpty()) {
      return byEvidence(trigger);
    }
    List<Window> windows = run.stream().map(FindOnset::window).toList();
    Instant from = windows.get(0).from();
    return new Onset(
        from,
        trigger.at(),
        kind.get().word(),
        drifted(windows),
        windows,
        slices(judged(trigger, Optional.empty(), from), kind.get(), length));
  }

  private static int drifted(List<Window> windows) {
    return (int)
        windows.stream().filter(one -> one.verdict().equals(DriftVerdict.DRIFT.word())).count();
  }

  private List<DriftEvent> judged(
      RetrainingTrigger trigger, Optional<String> slice, Instant after) {
    return verdicts
        .list(
            new VerdictQuery(
                trigger.model().name(),
                Optional.of(trigger.model().version()),
                slice,
                after,
                trigger.at(),
                MOST_VERDICTS))
        .stream()
        .filter(
            event ->
                event.windowVerdict() == DriftVerdict.DRIFT
                    || event.windowVerdict() == DriftVerdict.STABLE)
        .toList();
  }

  private static TreeMap<Instant, List<DriftEvent>> windows(
      List<DriftEvent> judged, WindowKind kind, Duration length) {
    return judged.stream()
        .filter(event -> event.window() == kind && length(event).equals(length))
        .collect(Collectors.groupingBy(DriftEvent::windowEnd, TreeMap::new, Collectors.toList()));
  }

  private static Duration length(DriftEvent event) {
    return Duration.between(event.windowStart(), event.windowEnd());
  }

  /** Those from the first that counts on, and those right before it that had drifted too. */
  private static List<List<DriftEvent>> run(
      TreeMap<Instant, List<DriftEvent>> byEnd, Instant firstEnd) {
    if (!byEnd.containsKey(firstEnd)) {
      return List.of();
    }
    Instant first = firstEnd;
    for (var before = byEnd.lowerEntry(first);
        before != null && hasDrifted(before.getValue());
        before = byEnd.lowerEntry(first)) {
      first = before.getKey();
    }
    return List.copyOf(byEnd.tailMap(first).values());
  }

  private static boolean hasDrifted(List<DriftEvent> window) {
    return window.stream().anyMatch(event -> event.verdict() == DriftVerdict.DRIFT);
  }

  private static Window window(List<DriftEvent> events) {
    List<DriftEvent> drifted = drifted(events.stream());
    DriftEvent any = events.get(0);
    return new Window(
        any.windowStart(),
        any.windowEnd(),
        (drifted.isEmpty() ? DriftVerdict.STABLE : DriftVerdict.DRIFT).word(),
        events.stream().mapToInt(DriftEvent::currentSize).max().orElse(0),
        drifted.stream().limit(MOST_FINDINGS).map(FindOnset::finding).toList(),
        drifted.size());
  }

  private static List<DriftEvent> drifted(Stream<DriftEvent> events) {
    return events
        .filter(event -> event.verdict() == DriftVerdict.DRIFT)
        .sorted(STRONGEST_FIRST)
        .toList();
  }

  private static Finding finding(DriftEvent event) {
    return new Finding(
        event.kind().word(),
        event.feature(),
        event.test(),
        Numbers.orNull(event.statistic()),
        Numbers.orNull(event.threshold()),
        Numbers.orNull(event.corrected()),
        Numbers.orNull(event.reference()),
        Numbers.orNull(event.current()),
        event.shape().word());
  }

  private static List<Slice> slices(List<DriftEvent> judged, WindowKind kind, Duration length) {
    Map<String, List<DriftEvent>> bySlice =
        judged.stream()
            .filter(event -> !event.slice().equals(DriftEvent.ALL))
            .filter(event -> event.window() == kind && length(event).equals(length))
            .collect(Collectors.groupingBy(DriftEvent::slice));
    return bySlice.entrySet().stream()
        .map(slice -> slice(slice.getKey(), slice.getValue()))
        .sorted(Comparator.comparingInt(Slice::drifted).reversed().thenComparing(Slice::slice))
        .limit(MOST_SLICES)
        .toList();
  }

  private static Slice slice(String name, List<DriftEvent> events) {
    List<DriftEvent> drifted = drifted(events.stream());
    return new Slice(
        name, ends(events), ends(drifted), drifted.isEmpty() ? null : finding(drifted.get(0)));
  }

  private static int ends(List<DriftEvent> events) {
    return (int) events.stream().map(DriftEvent::windowEnd).distinct().count();
  }

  /** What the trigger itself keeps, where the verdicts are not there any more. */
  private static Onset byEvidence(RetrainingTrigger trigger) {
    Map<Instant, List<TriggerEvidence>> byEnd =
        trigger.evidence().stream()
            .collect(Collectors.groupingBy(TriggerEvidence::to, TreeMap::new, Collectors.toList()));
    List<Window> windows = byEnd.values().stream().map(FindOnset::evidenced).toList();
    return new Onset(trigger.since(), trigger.at(), null, windows.size(), windows, List.of());
  }

  private static Window evidenced(List<TriggerEvidence> evidence) {
    return new Window(
        evidence.get(0).from(),
        evidence.get(0).to(),
        DriftVerdict.DRIFT.word(),
        evidence.stream().mapToInt(one -> Math.toIntExact(one.current())).max().orElse(0),
        evidence.stream()
            .limit(MOST_FINDINGS)
            .map(
                one ->
                    new Finding(
                        one.kind(),
                        one.name(),
                        one.measure(),
                        Numbers.orNull(one.value()),
                        Numbers.orNull(one.threshold()),
                        Numbers.orNull(one.pValue()),
                        null,
                        null,
                        ChangeShape.UNKNOWN.word()))
            .toList(),
        evidence.size());
  }
}
