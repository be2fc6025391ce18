package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.FeatureRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps definitions in a map. Safe to share between threads. */
public final class InMemoryFeatureRegistry implements FeatureRegistry {
  private final Map<String, List<Registered>> versions = new TreeMap<>();
  private final Clock clock;

  public InMemoryFeatureRegistry(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized List<Registered> register(List<Definition> definitions) {
    Set<String> names = new HashSet<>();
    for (Definition definition : definitions) {
      if (!names.add(definition.name())) {
        throw new IllegalArgumentException(
            "feature '%s' is defined twice".formatted(definition.name()));
      }
    }
    Instant now = clock.instant();
    return definitions.stream().map(definition -> register(definition, now)).toList();
  }

  private Registered register(Definition definition, Instant now) {
    List<Registered> known = versions.computeIfAbsent(definition.name(), name -> new ArrayList<>());
    for (int i = 0; i < known.size(); i++) {
      Registered old = known.get(i);
      if (old.definition().text().equals(definition.text())) {
        known.set(i, new Registered(definition, old.version(), old.firstSeen(), now));
        return known.get(i);
      }
    }
    known.add(new Registered(definition, known.size() + 1, now, now));
    return known.get(known.size() - 1);
  }

  @Override
  public synchronized List<Registered> all() {
    return versions.values().stream().flatMap(List::stream).toList();
  }
}
