package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.store.VerdictQuery;
import com.ytempire.ml.drift.store.Verdicts;
import com.ytempire.ml.drift.story.Performance.Phase;
import com.ytempire.ml.drift.story.Performance.PhaseFigure;
import com.ytempire.ml.drift.story.Performance.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds how right the versions of a story were, in windows that follow each other where there are
 * such, else in those that overlap.
 */
final class FindPerformance {
  private static final Set<ColumnKind> KINDS = EnumSet.of(ColumnKind.ACCURACY, ColumnKind.ERROR);
  private static final int MOST = 2000;

  /** Time before the drift that is looked at, in windows, and that after the trigger. */
  private static final int BEFORE = 30;

  private static final Duration AFTER = Duration.ofDays(3650);

  private final Verdicts verdicts;

  FindPerformance(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /**
   * @param made the new version, or null where there is none
   */
  Performance of(ModelRef watched, Onset onset, @Nullable ModelRef made) {
    Duration length =
        onset.windows().isEmpty()
            ? Duration.between(onset.from(), onset.to())
            : Duration.between(onset.windows().get(0).from(), onset.windows().get(0).to());
    List<DriftEvent> old = judged(watched, onset.from().minus(length.multipliedBy(BEFORE)), onset);
    List<DriftEvent> next = made == null ? List.of() : judged(made, onset.to(), onset);
    List<DriftEvent> all = new ArrayList<>(old);
    all.addAll(next);
    all.sort(Comparator.comparing(DriftEvent::windowEnd).thenComparing(DriftEvent::version));
    List<PhaseFigure> phases = new ArrayList<>();
    phases.addAll(
        phase(
            Phase.BEFORE,
            old.stream().filter(event -> !event.windowEnd().isAfter(onset.from())).toList()));
    phases.addAll(
        phase(
            Phase.DURING,
            old.stream().filter(event -> event.windowEnd().isAfter(onset.from())).toList()));
    phases.addAll(phase(Phase.AFTER, next));
    return new Performance(phases, all.stream().map(FindPerformance::point).toList());
  }

  private List<DriftEvent> judged(ModelRef version, Instant after, Onset onset) {
    List<DriftEvent> found =
        verdicts
            .list(
                new VerdictQuery(
                        version.name(),
                        Optional.of(version.version()),
                        Optional.of(DriftEvent.ALL),
                        after,
                        onset.to().plus(AFTER),
                        MOST)
                    .of(KINDS))
            .stream()
            .filter(event -> Double.isFinite(event.current()) && event.currentSize() > 0)
            .toList();
    Optional<WindowKind> kind =
        found.stream().map(DriftEvent::window).min(Comparator.naturalOrder());
    return found.stream().filter(event -> event.window() == kind.orElseThrow()).toList();
  }

  private static List<PhaseFigure> phase(Phase phase, List<DriftEvent> events) {
    Map<String, List<DriftEvent>> byName = new LinkedHashMap<>();
    events.stream()
        .sorted(Comparator.comparing(DriftEvent::kind).thenComparing(DriftEvent::feature))
        .forEach(
            event -> byName.computeIfAbsent(event.feature(), any -> new ArrayList<>()).add(event));
    return byName.values().stream().map(all -> figure(phase, all)).toList();
  }

  private static PhaseFigure figure(Phase phase, List<DriftEvent> events) {
    long answers = events.stream().mapToLong(DriftEvent::currentSize).sum();
    double sum = events.stream().mapToDouble(event -> event.current() * event.currentSize()).sum();
    DriftEvent any = events.get(0);
    return new PhaseFigure(
        phase.word(),
        new ModelRef(any.model(), any.version()).modelId(),
        any.feature(),
        Numbers.orNull(any.reference()),
        sum / answers,
        answers,
        events.size());
  }

  private static Point point(DriftEvent event) {
    return new Point(
        new ModelRef(event.model(), event.version()).modelId(),
        event.windowStart(),
        event.windowEnd(),
        event.kind().word(),
        event.feature(),
        event.current(),
        event.currentSize(),
        event.verdict().word());
  }
}
