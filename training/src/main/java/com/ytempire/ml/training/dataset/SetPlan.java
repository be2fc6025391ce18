package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.features.offline.PointInTimeJoin;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Slices;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.label.SnapshotHistory;
import com.ytempire.ml.training.split.SideRule;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A set that is to be made group by group; {@link TrainingSetBuilder#planSnapshots} and {@link
 * TrainingSetBuilder#planEntities} make it. Immutable, and travels.
 *
 * @param source what the store is called in the manifest and in messages
 * @param query what is asked for
 * @param selection the numbers of the examples
 * @param ofSnapshots whether the examples are all snapshots with an outcome; else entities at times
 *     that are given
 * @param first no example is before this
 */
public record SetPlan(
    String source,
    DatasetQuery query,
    FeatureSelection selection,
    boolean ofSnapshots,
    Instant first)
    implements Serializable {

  /** Type of the entities. */
  public String entityType() {
    return selection.schema().entityType();
  }

  /** What has to be read of the store, numbers alone, each in the slot of its place. */
  public FeatureSchema columns() {
    FeatureSchema joined = new ExampleMaker(selection, query).columns();
    return entityType().equals(EntityKey.VIDEO)
        ? InputColumns.with(joined, SnapshotHistory.COUNTED)
        : joined;
  }

  /** First event time that has to be read. */
  public Instant readFrom() {
    Duration longest = PointInTimeJoin.longestTtl(new ExampleMaker(selection, query).columns());
    return first.minus(longest.compareTo(InputColumns.TTL) > 0 ? longest : InputColumns.TTL);
  }

  /** Event time at which to end reading, not included. */
  public Instant readTo() {
    return SnapshotHistory.END;
  }

  /** What must not be on two sides, and is made of one piece: the video, the same everywhere. */
  public static String group(EntityKey entity) {
    return Slices.group(entity);
  }

  /**
   * Gives rows that were made group by group their sides and hands them on.
   *
   * @param rows by time, those of one time by entity; read once
   * @param cut as {@link SideRule} has it
   * @return what the set of them is made of
   */
  public TrainingSetManifest share(Iterable<SetRow> rows, Instant cut, TrainingRow.Sink sink)
      throws IOException {
    SideRule rule = SideRule.of(cut, query.split(), query.seed());
    var tally = new Tally(selection);
    sink.begin(selection.names(), query.heads());
    for (SetRow row : rows) {
      TrainingRow sided = row.sided(rule, query.heads());
      tally.add(sided, row.opensEntity(), row.opensGroup());
      sink.add(sided);
    }
    return tally.manifest(source, entityType(), query, cut);
  }

  /** Why there is no example, and what to do. */
  public DatasetException empty(long rows, long times) {
    return new DatasetException(
        EmptySet.reason(source, query, rows, (int) Math.min(Integer.MAX_VALUE, times)));
  }
}
