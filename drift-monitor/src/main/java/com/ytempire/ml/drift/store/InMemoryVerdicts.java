package com.ytempire.ml.drift.store;

import com.ytempire.ml.drift.event.DriftEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
  public List<DriftEvent> list(VerdictQuery query) {
    return fitting(query).limit(query.limit()).toList();
  }

  @Override
  public List<DriftEvent> series(VerdictQuery query) {
    return fitting(query).limit(query.limit()).map(DriftEvent::withoutBins).toList();
  }

  @Override
  public List<DriftEvent> latest(VerdictQuery query) {
    Set<List<Object>> seen = new HashSet<>();
    return fitting(query)
        .filter(
            event ->
                seen.add(
                    List.of(
                        event.version(),
                        event.slice(),
                        event.window(),
                        event.kind(),
                        event.feature())))
        .limit(query.limit())
        .toList();
  }

  private synchronized Stream<DriftEvent> fitting(VerdictQuery query) {
    return kept.stream()
        .filter(event -> event.model().equals(query.model()))
        .filter(event -> query.version().map(event.version()::equals).orElse(true))
        .filter(event -> query.slice().map(event.slice()::equals).orElse(true))
        .filter(event -> event.windowEnd().isAfter(query.from()))
        .filter(event -> !event.windowEnd().isAfter(query.to()))
        .filter(event -> query.kinds().isEmpty() || query.kinds().contains(event.kind()))
        .sorted(NEWEST_FIRST)
        .toList()
        .stream();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
