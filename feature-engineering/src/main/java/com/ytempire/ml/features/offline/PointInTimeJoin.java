package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each label the features as they would have been read at its time.
 *
 * <p>Per column it is the newest value, by (event time, event id), with event time ≤ label time
 * <em>and</em> known time ≤ label time: what happened before the label but became known after it
 * would let a model see its future. A value older than the column's TTL at the label's time is
 * missing, as is one from a file that lacks the column. A null that was computed is a value.
 *
 * <p>Memory holds the rows of the labelled entities from the first label, less the longest TTL, to
 * the last label; time is one scan of these days. Stateless beside the store: safe to share.
 */
public final class PointInTimeJoin {
  private static final Comparator<Row> NEWEST_LAST =
      Comparator.comparing((Row row) -> row.write.eventTime())
          .thenComparing(row -> row.write.eventId())
          .thenComparing(row -> row.write.knownAt());

  private final OfflineFeatureStore store;

  public PointInTimeJoin(OfflineFeatureStore store) {
    this.store = store;
  }

  /**
   * Joins.
   *
   * @param schema the columns wanted
   * @param labels entities of the schema's type with a time each, in any order, repeats allowed
   * @return one read per label, in the same order, with one value per column; ages are as of the
   *     label's time
   * @throws IllegalArgumentException when a label's entity is of another type
   */
  public List<FeatureRead> join(FeatureSchema schema, List<Label> labels) throws IOException {
    if (labels.isEmpty()) {
      return List.of();
    }
    Map<EntityKey, List<Row>> rows = new HashMap<>();
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    for (Label label : labels) {
      if (!label.entity.type().equals(schema.entityType())) {
        throw new IllegalArgumentException(
            "label of %s: the features are of '%s'".formatted(label.entity, schema.entityType()));
      }
      rows.putIfAbsent(label.entity, new ArrayList<>());
      first = label.at.isBefore(first) ? label.at : first;
      last = label.at.isAfter(last) ? label.at : last;
    }
    Duration longest =
        schema.columns().stream()
            .map(FeatureColumn::ttl)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    store.scan(
        schema,
        first.minus(longest),
        last.plusNanos(1),
        (write, present) -> {
          List<Row> ofEntity = rows.get(write.entity());
          if (ofEntity != null) {
            ofEntity.add(new Row(write, present.clone()));
          }
        });
    rows.values().forEach(ofEntity -> ofEntity.sort(NEWEST_LAST));
    return labels.stream().map(label -> join(schema, label, rows)).toList();
  }

  private static FeatureRead join(
      FeatureSchema schema, Label label, Map<EntityKey, List<Row>> rows) {
    List<Row> ofEntity = rows.getOrDefault(label.entity, List.of());
    int end = firstAfter(ofEntity, label.at);
    List<FeatureRead.Value> values = new ArrayList<>(schema.columns().size());
    for (int i = 0; i < schema.columns().size(); i++) {
      values.add(newest(schema.columns().get(i), i, label.at, ofEntity, end));
    }
    return new FeatureRead(label.entity, values, "offline", null);
  }

  /** Walks back from the label: past rows not known yet, to the first that counts. */
  private static FeatureRead.Value newest(
      FeatureColumn column, int index, Instant at, List<Row> rows, int end) {
    Instant oldest = at.minus(column.ttl());
    for (int i = end - 1; i >= 0; i--) {
      Row row = rows.get(i);
      if (row.write.eventTime().isBefore(oldest)) {
        break;
      }
      if (row.present[index] && !row.write.knownAt().isAfter(at)) {
        return value(column, row.write, at);
      }
    }
    return FeatureRead.Value.missing(column);
  }

  private static FeatureRead.Value value(FeatureColumn column, FeatureWrite write, Instant at) {
    boolean vector = column.kind() == ValueKind.EMBEDDING;
    return FeatureRead.Value.found(
        column,
        vector ? Double.NaN : write.numbers()[column.slot()],
        vector ? write.embeddings()[column.slot()] : null,
        write.eventTime(),
        write.eventId(),
        at);
  }

  /** Index of the first row whose event time is after {@code at}. */
  private static int firstAfter(List<Row> rows, Instant at) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).write.eventTime().isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * A row of a training set before it has features.
   *
   * @param entity what it is about
   * @param at the time at which a prediction would have been made
   */
  public record Label(EntityKey entity, Instant at) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(FeatureWrite write, boolean[] present) {}
}
