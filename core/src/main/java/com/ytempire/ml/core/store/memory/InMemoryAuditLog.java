package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.store.AuditLog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps entries in a map, all of them for as long as it lives. Safe to share between threads. */
public final class InMemoryAuditLog implements AuditLog {
  private static final Comparator<Place> OLDEST_FIRST =
      Comparator.comparing(Place::at).thenComparing(place -> place.id().toString());

  private final Map<UUID, AuditEntry> entries = new HashMap<>();

  @Override
  public synchronized void append(List<AuditEntry> added) {
    added.forEach(entry -> entries.putIfAbsent(entry.id(), entry));
  }

  @Override
  public synchronized List<AuditEntry> page(Optional<Place> before, int limit) {
    AuditLog.requireLimit(limit);
    return entries.values().stream()
        .filter(
            entry -> before.isEmpty() || OLDEST_FIRST.compare(Place.of(entry), before.get()) < 0)
        .sorted(Comparator.comparing(Place::of, OLDEST_FIRST.reversed()))
        .limit(limit)
        .toList();
  }
}
