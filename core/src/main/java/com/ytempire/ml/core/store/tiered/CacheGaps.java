package com.ytempire.ml.core.store.tiered;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values that a cache did not have when many entities were read from it, and what becomes of
 * them once the store behind it has answered. Immutable.
 */
final class CacheGaps {
  private final List<FeatureRead> cached;
  private final Set<EntityKey> entities = new LinkedHashSet<>();
  private final Set<FeatureColumn> columns = new LinkedHashSet<>();
  private final boolean all;

  private CacheGaps(List<FeatureRead> cached) {
    this.cached = cached;
    boolean nothingFound = true;
    for (FeatureRead read : cached) {
      for (FeatureRead.Value value : read.values()) {
        if (isGap(read.entity(), value)) {
          entities.add(read.entity());
          columns.add(value.column());
        } else if (value.status() != FeatureStatus.MISSING) {
          nothingFound = false;
        }
      }
    }
    this.all = nothingFound;
  }

  static CacheGaps of(List<FeatureRead> cached) {
    return new CacheGaps(cached);
  }

  /** A column of another type is missing for good: no store has it. */
  private static boolean isGap(EntityKey entity, FeatureRead.Value value) {
    return value.status() == FeatureStatus.MISSING && value.column().describes(entity);
  }

  boolean isEmpty() {
    return entities.isEmpty();
  }

  /** Whether the cache had nothing at all of what was asked. */
  boolean isAll() {
    return all;
  }

  /** Entities that lack a value, each once. */
  List<EntityKey> entities() {
    return List.copyOf(entities);
  }

  /** Columns that any entity lacks, each once. */
  List<FeatureColumn> columns() {
    return List.copyOf(columns);
  }

  /** What the cache gave, marked where a value is missing that may exist. */
  List<FeatureRead> unfilled(String because) {
    return cached.stream()
        .map(
            read ->
                entities.contains(read.entity())
                    ? TieredFeatureStore.degraded(read, because)
                    : read)
        .toList();
  }

  /**
   * What the cache gave with its gaps filled. A read of which the cache had nothing is served by
   * the store that filled it.
   *
   * @param found {@link #columns} of {@link #entities}
   */
  List<FeatureRead> filledFrom(List<FeatureRead> found) {
    Map<EntityKey, FoundValues> byEntity = byEntity(found);
    return cached.stream()
        .map(
            read -> {
              FoundValues values = byEntity.get(read.entity());
              return values == null ? read : values.fill(read);
            })
        .toList();
  }

  /** Only what fills a gap: what the cache lacks and the other store has. */
  List<FeatureRead> foundIn(List<FeatureRead> found) {
    Map<EntityKey, FoundValues> byEntity = byEntity(found);
    Map<EntityKey, FeatureRead> fillings = new LinkedHashMap<>();
    for (FeatureRead read : cached) {
      FoundValues values = byEntity.get(read.entity());
      if (values != null) {
        fillings.computeIfAbsent(read.entity(), unused -> values.filling(read));
      }
    }
    return fillings.values().stream().filter(read -> !read.values().isEmpty()).toList();
  }

  private static Map<EntityKey, FoundValues> byEntity(List<FeatureRead> found) {
    Map<EntityKey, FoundValues> byEntity = new LinkedHashMap<>();
    found.forEach(read -> byEntity.put(read.entity(), FoundValues.of(read)));
    return byEntity;
  }

  /** The other store's answer about one entity. */
  private record FoundValues(FeatureRead read, Map<FeatureColumn, FeatureRead.Value> byColumn) {
    static FoundValues of(FeatureRead read) {
      Map<FeatureColumn, FeatureRead.Value> byColumn = new LinkedHashMap<>();
      read.values().forEach(value -> byColumn.put(value.column(), value));
      return new FoundValues(read, byColumn);
    }

    FeatureRead fill(FeatureRead cached) {
      List<FeatureRead.Value> values = new ArrayList<>(cached.values().size());
      boolean hit = false;
      for (FeatureRead.Value value : cached.values()) {
        hit |= value.status() != FeatureStatus.MISSING;
        values.add(
            isGap(cached.entity(), value) ? byColumn.getOrDefault(value.column(), value) : value);
      }
      String servedBy = hit ? cached.servedBy() : read.servedBy();
      return new FeatureRead(cached.entity(), values, servedBy, null);
    }

    FeatureRead filling(FeatureRead cached) {
      List<FeatureRead.Value> values =
          cached.values().stream()
              .filter(value -> isGap(cached.entity(), value))
              .map(value -> byColumn.getOrDefault(value.column(), value))
              .filter(value -> value.status() != FeatureStatus.MISSING)
              .toList();
      return new FeatureRead(cached.entity(), values, read.servedBy(), null);
    }
  }
}
