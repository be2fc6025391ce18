package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.features.offline.JoinedRow;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.PointInTimeJoin;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.Slices;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.label.SnapshotSeries;
import com.ytempire.ml.training.split.GroupTimeSplit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an example of an entity at a time, of the snapshots that tell its labels, and of the row
 * that a join gives it. Immutable.
 */
final class ExampleMaker {
  private final FeatureSelection selection;
  private final DatasetQuery query;
  private final FeatureSchema columns;
  private final int category;
  private final int subscribers;
  private final boolean trustsEventTimes;

  ExampleMaker(FeatureSelection selection, DatasetQuery query) {
    this.selection = selection;
    this.query = query;
    this.columns = withSlices(selection.schema());
    this.category = place(columns, Input.CATEGORY_ID);
    this.subscribers = place(columns, Input.SUBSCRIBER_COUNT);
    this.trustsEventTimes = query.knowledge().clock() == Knowledge.KnownTime.EVENT_TIME;
  }

  /** An example before it has features. */
  record Draft(EntityTime of, SnapshotSeries.Labels labels) {
    Instant labelAt() {
      return labels.knownMillis() == Long.MAX_VALUE
          ? Example.NEVER
          : Instant.ofEpochMilli(labels.knownMillis());
    }

    /**
     * As learning may know it: where the peak came after the cut and the rest before it, the peak
     * is unknown. Tests know everything.
     */
    Draft before(Instant cut, List<Head> heads) {
      return new Draft(of, labels.knownBefore(cut.toEpochMilli(), heads));
    }

    GroupTimeSplit.Member member() {
      return new GroupTimeSplit.Member(Slices.group(of.entity()), of.at(), labelAt());
    }

    PointInTimeJoin.Label label() {
      return new PointInTimeJoin.Label(of.entity(), of.at());
    }

    boolean isLabelled() {
      return labelAt().isBefore(Example.NEVER);
    }
  }

  FeatureSelection selection() {
    return selection;
  }

  /** What a join has to give: the numbers of the set, and what results are told apart by. */
  FeatureSchema columns() {
    return columns;
  }

  /**
   * An example with its labels.
   *
   * @param series the snapshots of its entity; null where there is none
   */
  Draft draft(EntityTime time, @Nullable SnapshotSeries series) {
    if (series == null) {
      float[] unknown = new float[query.heads().size()];
      Arrays.fill(unknown, Float.NaN);
      return new Draft(time, new SnapshotSeries.Labels(unknown, Long.MAX_VALUE, Long.MAX_VALUE));
    }
    SnapshotSeries.Labels labels =
        series.labels(
            time.at().toEpochMilli(),
            time.at().minus(InputColumns.TTL).toEpochMilli(),
            query.heads(),
            query.peakHorizon().toMillis());
    return new Draft(time, labels);
  }

  /** The example with what it was given of {@link #columns}. */
  TrainingRow row(Draft draft, JoinedRow joined, Side side) {
    float[] features = new float[selection.names().size()];
    List<String> missing = new ArrayList<>(0);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) joined.number(i);
      if (!joined.isPresent(i)) {
        missing.add(selection.names().get(i));
      }
    }
    EntityKey entity = draft.of.entity();
    var example =
        new Example(
            entity.id(),
            Slices.group(entity),
            draft.of.at(),
            draft.labelAt(),
            features,
            draft.labels.labels(),
            Slices.of(entity, joined, category, subscribers));
    long event = joined.newestEventMillis();
    return new TrainingRow(
        example, side, missing, event, trustsEventTimes ? event : joined.newestKnownMillis());
  }

  /**
   * The columns, and behind them those by which results are told apart and that are not among them.
   */
  private static FeatureSchema withSlices(FeatureSchema schema) {
    if (!schema.entityType().equals(EntityKey.VIDEO)) {
      return schema;
    }
    return InputColumns.with(schema, List.of(Input.CATEGORY_ID, Input.SUBSCRIBER_COUNT));
  }

  /** Where an input stands among the columns, or −1. */
  private static int place(FeatureSchema schema, Input input) {
    String name = InputColumns.column(input, 0).name();
    return schema.columns().stream().map(FeatureColumn::name).toList().indexOf(name);
  }
}
