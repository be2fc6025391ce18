package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps versions in a map. Safe to share between threads. */
public final class InMemoryModelRegistry implements ModelRegistry {
  private static final Comparator<ModelVersion> NEWEST_FIRST =
      Comparator.comparing(ModelVersion::createdAt)
          .reversed()
          .thenComparing(version -> version.ref().name())
          .thenComparing(version -> version.ref().version());

  private final Map<ModelRef, ModelVersion> versions = new HashMap<>();
  private final Clock clock;

  public InMemoryModelRegistry(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized ModelVersion register(ModelVersion version) {
    ModelRegistry.requireInactive(version);
    ModelVersion known = versions.putIfAbsent(version.ref(), version);
    return known == null ? version : known;
  }

  @Override
  public synchronized Optional<ModelVersion> find(ModelRef ref) {
    return Optional.ofNullable(versions.get(ref));
  }

  @Override
  public synchronized Optional<ModelVersion> active(String modelName) {
    return versions.values().stream()
        .filter(version -> version.ref().name().equals(modelName))
        .filter(version -> version.status() == ModelStatus.ACTIVE)
        .findFirst();
  }

  @Override
  public synchronized List<ModelVersion> list(Optional<String> modelName) {
    return versions.values().stream()
        .filter(version -> modelName.isEmpty() || modelName.get().equals(version.ref().name()))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  @Override
  public synchronized ModelVersion activate(ModelRef ref) {
    ModelVersion version = require(ref);
    if (version.status() == ModelStatus.DEPRECATED) {
      throw ModelRegistry.deprecated(ref);
    }
    if (version.status() == ModelStatus.ACTIVE) {
      return version;
    }
    active(ref.name()).ifPresent(before -> put(before.inactive()));
    return put(version.active(clock.instant()));
  }

  @Override
  public synchronized ModelVersion deprecate(ModelRef ref) {
    ModelVersion version = require(ref);
    return version.status() == ModelStatus.DEPRECATED
        ? version
        : put(version.deprecated(clock.instant()));
  }

  private ModelVersion require(ModelRef ref) {
    return find(ref).orElseThrow(() -> ModelRegistry.unknown(ref));
  }

  private ModelVersion put(ModelVersion version) {
    versions.put(version.ref(), version);
    return version;
  }
}
