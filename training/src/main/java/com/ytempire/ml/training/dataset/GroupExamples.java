package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.features.offline.PointInTimeJoin;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.label.SnapshotHistory;
import com.ytempire.ml.training.label.SnapshotSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the examples of one group of what the store has of its entities, and of nothing else: the
 * same rows as {@link TrainingSetBuilder} makes of the whole store. Memory holds the group.
 * Confined to one thread.
 */
public final class GroupExamples {
  private final SetPlan plan;
  private final ExampleMaker maker;
  private final int[] counts;
  private final long seriesFromMillis;
  private long snapshots;
  private long times;

  public GroupExamples(SetPlan plan) {
    this.plan = plan;
    this.maker = new ExampleMaker(plan.selection(), plan.query());
    this.counts = places(plan.columns());
    this.seriesFromMillis = plan.first().minus(InputColumns.TTL).plusNanos(999_999).toEpochMilli();
  }

  /** A row without its side, and when the labels of its next snapshot were known. */
  private record Made(TrainingRow row, long nextLabelMillis) {}

  /** What is there of one entity. */
  private static final class Entity {
    private final List<StoreRow> rows = new ArrayList<>();
    private final List<EntityTime> asked = new ArrayList<>();
  }

  /** Where the counts of snapshots stand among the columns; empty where there are none. */
  private static int[] places(FeatureSchema columns) {
    if (!columns.entityType().equals(EntityKey.VIDEO)) {
      return new int[0];
    }
    List<String> names = columns.columns().stream().map(FeatureColumn::name).toList();
    return SnapshotHistory.COUNTED.stream()
        .mapToInt(input -> names.indexOf(InputColumns.column(input, 0).name()))
        .toArray();
  }

  /**
   * The examples of a group, in no order.
   *
   * @param rows of the group's entities, in any order
   * @param asked the times that are asked of them; not looked at where the set is of all snapshots
   */
  public List<SetRow> of(Iterable<StoreRow> rows, Iterable<EntityTime> asked) throws IOException {
    Map<EntityKey, Entity> entities =
        new TreeMap<>(Comparator.comparing(EntityKey::type).thenComparing(EntityKey::id));
    for (StoreRow row : rows) {
      entities.computeIfAbsent(row.write().entity(), key -> new Entity()).rows.add(row);
    }
    for (EntityTime time : asked) {
      entities.computeIfAbsent(time.entity(), key -> new Entity()).asked.add(time);
    }
    List<Made> made = new ArrayList<>();
    for (Map.Entry<EntityKey, Entity> entity : entities.entrySet()) {
      make(entity.getKey(), entity.getValue(), made);
    }
    return opened(made);
  }

  private void make(EntityKey key, Entity entity, List<Made> made) throws IOException {
    entity.rows.sort(Comparator.comparingLong(StoreRow::position));
    SnapshotSeries series = series(entity.rows);
    List<EntityTime> wanted = plan.ofSnapshots() ? times(key, series) : entity.asked;
    List<ExampleMaker.Draft> drafts = new ArrayList<>(wanted.size());
    for (EntityTime time : wanted) {
      ExampleMaker.Draft draft = maker.draft(time, series);
      if (!plan.ofSnapshots() || draft.isLabelled()) {
        drafts.add(draft);
      }
    }
    PointInTimeJoin.join(
        maker.columns(),
        plan.query().knowledge(),
        drafts.stream().map(ExampleMaker.Draft::label).toList(),
        visitor -> entity.rows.forEach(row -> visitor.visit(row.write(), row.present())),
        (index, joined) ->
            made.add(
                new Made(
                    maker.row(drafts.get(index), joined, Side.NONE),
                    drafts.get(index).labels().nextMillis())));
  }

  private @Nullable SnapshotSeries series(List<StoreRow> rows) {
    if (counts.length == 0) {
      return null;
    }
    List<SnapshotSeries.Snapshot> found = new ArrayList<>(rows.size());
    for (StoreRow row : rows) {
      double[] numbers = row.write().numbers();
      if (!row.present()[counts[0]] || row.write().eventTime().toEpochMilli() < seriesFromMillis) {
        continue;
      }
      SnapshotSeries.Snapshot snapshot =
          SnapshotHistory.snapshot(
              row.write(),
              plan.query().knowledge(),
              numbers[counts[0]],
              numbers[counts[1]],
              numbers[counts[2]]);
      if (snapshot != null) {
        found.add(snapshot);
      }
    }
    snapshots += found.size();
    return found.isEmpty() ? null : SnapshotSeries.of(found);
  }

  private List<EntityTime> times(EntityKey key, @Nullable SnapshotSeries series) {
    List<EntityTime> found =
        series == null
            ? List.of()
            : SnapshotHistory.times(key, series, plan.query().from(), plan.query().to());
    times += found.size();
    return found;
  }

  /** The rows, with what is to be known of their group. */
  private static List<SetRow> opened(List<Made> made) {
    Instant since =
        made.stream()
            .map(one -> one.row().example().at())
            .min(Comparator.naturalOrder())
            .orElse(null);
    List<SetRow> rows = new ArrayList<>(made.size());
    String last = null;
    for (Made one : made) {
      TrainingRow row = one.row();
      String id = row.example().entityId();
      rows.add(
          SetRow.of(
              row,
              one.nextLabelMillis(),
              Objects.requireNonNull(since),
              !id.equals(last),
              last == null));
      last = id;
    }
    return rows;
  }

  /** How many snapshots there were so far that can be read at some time. */
  public long snapshots() {
    return snapshots;
  }

  /** How many times there were so far at which one of them was the newest, within the period. */
  public long times() {
    return times;
  }
}
