package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.CoalescedWrites;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatistics;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps features in a map; bounded only by memory. Safe to share between threads. */
public final class InMemoryFeatureStore implements OnlineFeatureStore, FeatureStatistics {
  private final Map<Key, Stored> values = new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemoryFeatureStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void write(FeatureSchema schema, List<FeatureWrite> batch) {
    for (FeatureWrite write : CoalescedWrites.of(schema, batch)) {
      for (FeatureColumn column : schema.columns()) {
        values.merge(
            new Key(write.entity(), column.name(), column.version()),
            Stored.of(column, write),
            (old, next) -> old.isAfter(next) ? old : next);
      }
    }
  }

  @Override
  public List<FeatureRead> readAll(List<EntityKey> entities, List<FeatureColumn> columns) {
    Instant now = clock.instant();
    return entities.stream().map(entity -> read(entity, columns, now)).toList();
  }

  private FeatureRead read(EntityKey entity, List<FeatureColumn> columns, Instant now) {
    List<FeatureRead.Value> read =
        columns.stream().map(column -> value(entity, column, now)).toList();
    return new FeatureRead(entity, read, "memory", null);
  }

  private FeatureRead.Value value(EntityKey entity, FeatureColumn column, Instant now) {
    Stored stored = values.get(new Key(entity, column.name(), column.version()));
    return stored == null || !column.describes(entity)
        ? FeatureRead.Value.missing(column)
        : FeatureRead.Value.found(
            column, stored.number, copy(stored.embedding), stored.computedAt, stored.eventId, now);
  }

  @Override
  public List<FeatureSummary> summaries() {
    Map<Column, List<Stored>> byColumn =
        values.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> Column.of(entry.getKey()),
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return byColumn.entrySet().stream()
        .map(entry -> summary(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparing(FeatureSummary::entityType)
                .thenComparing(FeatureSummary::name)
                .thenComparing(FeatureSummary::version))
        .toList();
  }

  private static FeatureSummary summary(Column column, List<Stored> stored) {
    DoubleSummaryStatistics numbers =
        stored.stream()
            .mapToDouble(Stored::number)
            .filter(number -> !Double.isNaN(number))
            .summaryStatistics();
    boolean any = numbers.getCount() > 0;
    return new FeatureSummary(
        column.entityType,
        column.name,
        column.version,
        stored.size(),
        stored.stream().filter(Stored::isNull).count(),
        any ? numbers.getMin() : null,
        any ? numbers.getAverage() : null,
        any ? numbers.getMax() : null,
        stored.stream().map(Stored::computedAt).min(Comparator.naturalOrder()).orElseThrow(),
        stored.stream().map(Stored::computedAt).max(Comparator.naturalOrder()).orElseThrow());
  }

  @Override
  public void close() {
    values.clear();
  }

  private static float @Nullable [] copy(float @Nullable [] values) {
    return values == null ? null : values.clone();
  }

  private record Key(EntityKey entity, String name, int version) {}

  private record Column(String entityType, String name, int version) {
    static Column of(Key key) {
      return new Column(key.entity.type(), key.name, key.version);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(
      Instant computedAt, String eventId, double number, float @Nullable [] embedding) {

    static Stored of(FeatureColumn column, FeatureWrite write) {
      Instant computedAt = write.eventTime().truncatedTo(ChronoUnit.MILLIS);
      if (column.kind() == ValueKind.EMBEDDING) {
        float @Nullable [] values = copy(write.embeddings()[column.slot()]);
        return new Stored(computedAt, write.eventId(), Double.NaN, values);
      }
      double number = write.numbers()[column.slot()];
      double finite = Double.isFinite(number) ? number : Double.NaN;
      return new Stored(computedAt, write.eventId(), finite, null);
    }

    boolean isNull() {
      return Double.isNaN(number) && embedding == null;
    }

    boolean isAfter(Stored other) {
      int byTime = computedAt.compareTo(other.computedAt);
      return byTime != 0 ? byTime > 0 : eventId.compareTo(other.eventId) > 0;
    }
  }
}
