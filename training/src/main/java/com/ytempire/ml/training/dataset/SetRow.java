package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.label.SnapshotSeries;
import com.ytempire.ml.training.split.GroupTimeSplit;
import com.ytempire.ml.training.split.SideRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A row of a set before it has a side.
 *
 * @param entityId whose series it belongs to
 * @param group what must not be on two sides
 * @param at time of the example
 * @param labelAt when its labels were known, {@link Example#NEVER} where they are not
 * @param nextLabelMillis when those of its labels were known that the next snapshot tells; the
 *     greatest long where none was
 * @param groupSince time of the first example of its group
 * @param opensEntity true for one of the entity's rows
 * @param opensGroup true for one of the group's rows
 * @param features one per feature of the set; NaN where missing. Not to be changed
 * @param labels one per head; NaN where unknown. Not to be changed
 * @param missing names of features that had no value
 * @param slices by what results are told apart
 * @param featuresEventMillis newest event time of its features, the least long where it has none
 * @param featuresKnownMillis latest time at which one of them became known, likewise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SetRow(
    String entityId,
    String group,
    Instant at,
    Instant labelAt,
    long nextLabelMillis,
    Instant groupSince,
    boolean opensEntity,
    boolean opensGroup,
    float[] features,
    float[] labels,
    List<String> missing,
    Map<String, String> slices,
    long featuresEventMillis,
    long featuresKnownMillis) {

  static SetRow of(
      TrainingRow row,
      long nextLabelMillis,
      Instant groupSince,
      boolean opensEntity,
      boolean opensGroup) {
    Example example = row.example();
    return new SetRow(
        example.entityId(),
        example.group(),
        example.at(),
        example.labelAt(),
        nextLabelMillis,
        groupSince,
        opensEntity,
        opensGroup,
        example.features(),
        example.labels(),
        row.missing(),
        example.slices(),
        row.featuresEventMillis(),
        row.featuresKnownMillis());
  }

  /** Whether a label of it is known. */
  public boolean isLabelled() {
    return labelAt.isBefore(Example.NEVER);
  }

  /** With its side, and what of its labels that may know. */
  TrainingRow sided(SideRule rule, List<Head> heads) {
    boolean seenBefore = groupSince.isBefore(rule.cut());
    var all =
        new SnapshotSeries.Labels(
            labels, isLabelled() ? labelAt.toEpochMilli() : Long.MAX_VALUE, nextLabelMillis);
    var draft =
        new ExampleMaker.Draft(
            new EntityTime(new EntityKey(EntityKey.VIDEO, entityId), at),
            seenBefore ? all.knownBefore(rule.cut().toEpochMilli(), heads) : all);
    var example =
        new Example(
            entityId, group, at, draft.labelAt(), features, draft.labels().labels(), slices);
    Side side = rule.side(GroupTimeSplit.Member.of(example), seenBefore);
    return new TrainingRow(example, side, missing, featuresEventMillis, featuresKnownMillis);
  }
}
