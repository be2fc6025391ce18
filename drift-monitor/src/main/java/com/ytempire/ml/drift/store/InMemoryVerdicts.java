package com.ytempire.ml.drift.store;

import com.ytempire.ml.drift.event.DriftEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps verdicts in a list. Safe to share between threads. */
public final class InMemoryVerdicts implements Verdicts {
  private static final Comparator<DriftEvent> NEWEST_FIRST =
      Comparator.comparing(DriftEvent::windowEnd)
          .reversed()
          .thenComparing(DriftEvent::version)
          .thenComparing(event -> event.window().word())
          .thenComparing(DriftEvent::slice)
          .thenComparing(event -> event.kind().word())
          .thenComparing(DriftEvent::feature);

  private final List<DriftEvent> kept = new ArrayList<>();

  @Override
  public synchronized void save(List<DriftEvent> verdicts) {
    for (DriftEvent event : verdicts) {
      kept.removeIf(
          old -> old.model().equals(event.model()) && NEWEST_FIRST.compare(old, event) == 0);
      kept.add(event);
    }
  }

  @Override
  public synchronized List<DriftEvent> list(VerdictQuery query) {
    return kept.stream()
        .filter(event -> event.model().equals(query.model()))
        .filter(event -> query.version().map(event.version()::equals).orElse(true))
        .filter(event -> query.slice().map(event.slice()::equals).orElse(true))
        .filter(event -> event.windowEnd().isAfter(query.from()))
        .filter(event -> !event.windowEnd().isAfter(query.to()))
        .filter(event -> query.kinds().isEmpty() || query.kinds().contains(event.kind()))
        .sorted(NEWEST_FIRST)
        .limit(query.limit())
        .toList();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
