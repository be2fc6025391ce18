package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.offline.PointInTimeJoin.Label;
import com.ytempire.ml.features.offline.PointInTimeJoin.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges the rows of a scan, in the order in which they can be read, with labels in the order of
 * their times. Confined to one thread.
 */
final class LabelMerge implements OfflineFeatureStore.DayVisitor {
  private final List<Label> labels;
  private final int[] order;
  private final Knowledge knowledge;
  private final long longestTtlMillis;
  private final long[] ttlMillis;
  private final Visitor visitor;
  private final JoinedRow joined;
  private final Map<String, EntityRows> entities = new HashMap<>();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Waiting row) -> row.row.visibleFrom())
              .thenComparingLong(Waiting::position));
  private int next;
  private long position;
  private boolean[] present = {};

  /** A row that cannot be read yet; position is its place in the scan. */
  private record Waiting(EntityRows entity, StoredRow row, long position) {}

  /**
   * @param order indexes of the labels by time
   * @param longest longest TTL of the columns
   */
  LabelMerge(
      FeatureSchema schema,
      List<Label> labels,
      int[] order,
      Knowledge knowledge,
      Duration longest,
      Visitor visitor) {
    this.labels = labels;
    this.order = order;
    this.knowledge = knowledge;
    // One more: times of labels are cut to the millisecond here.
    this.longestTtlMillis = longest.toMillis() + 1;
    this.ttlMillis =
        schema.columns().stream().mapToLong(column -> column.ttl().toMillis()).toArray();
    this.visitor = visitor;
    this.joined = new JoinedRow(schema);
    for (int index : order) {
      Label label = labels.get(index);
      long at = label.at().toEpochMilli();
      entities.computeIfAbsent(label.entity().id(), id -> new EntityRows(at)).expectLabel(at);
    }
  }

  @Override
  public void startDay(LocalDate day) throws IOException {
    long start = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    // What lies before is complete: rows of this day and later ones happened after it.
    advance(start);
    entities.values().forEach(rows -> rows.dropBefore(start - longestTtlMillis));
  }

  @Override
  public void visit(FeatureWrite row, boolean[] columns) {
    EntityRows entity = entities.get(row.entity().id());
    if (entity == null) {
      return;
    }
    long event = row.eventTime().toEpochMilli();
    long from = knowledge.visibleFrom(event, row.knownAt().toEpochMilli());
    if (from == Knowledge.NEVER || !entity.wants(event, from, longestTtlMillis)) {
      return;
    }
    if (!Arrays.equals(present, columns)) {
      present = columns.clone();
    }
    waiting.add(new Waiting(entity, StoredRow.of(row, from, present), position++));
  }

  /** Gives the labels that are left what there is. */
  void finish() throws IOException {
    advance(Long.MAX_VALUE);
  }

  /** Hands out the labels before a time. */
  private void advance(long until) throws IOException {
    while (next < order.length) {
      Label label = labels.get(order[next]);
      long at = label.at().toEpochMilli();
      if (at >= until) {
        break;
      }
      release(at);
      fill(entities.get(label.entity().id()), label.at());
      visitor.visit(order[next], joined);
      next++;
    }
    // No label before it is left: its rows need not wait for one.
    release(until - 1);
  }

  private void release(long until) {
    for (Waiting first = waiting.peek();
        first != null && first.row.visibleFrom() <= until;
        first = waiting.peek()) {
      waiting.remove();
      first.entity.add(first.row);
    }
  }

  private void fill(@Nullable EntityRows rows, Instant at) {
    // Rows' times are whole milliseconds, so the label's is rounded up where it is not.
    long millis = at.plusNanos(999_999).toEpochMilli();
    for (int i = 0; i < ttlMillis.length; i++) {
      StoredRow row = rows == null ? null : rows.newest(i);
      boolean isFresh = row != null && row.eventMillis() >= millis - ttlMillis[i];
      joined.set(i, isFresh ? row : null);
    }
  }
}
