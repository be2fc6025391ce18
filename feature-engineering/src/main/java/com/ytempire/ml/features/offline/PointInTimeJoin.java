package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.store.FeatureRead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each label the features as they would have been read at its time.
 *
 * <p>Per column it is the newest value, by (event time, event id, known time), with event time ≤
 * label time <em>and</em> known time ≤ label time: what happened before the label but became known
 * after it would let a model see its future. A value older than the column's TTL at the label's
 * time is missing, as is one from a file that lacks the column. A null that was computed is a
 * value.
 *
 * <p>The store is read once, day by day, from the first label less the longest TTL to the last
 * label. Memory holds the labels; of each labelled entity the rows that can still be given, nearly
 * always one; and of the day at hand the rows of labelled entities, with those of earlier days that
 * become known later. How many days there are does not matter. Stateless beside the store: safe to
 * share.
 */
public final class PointInTimeJoin {
  private final OfflineFeatureStore store;
  private final Knowledge knowledge;

  /** A join by recorded times. */
  public PointInTimeJoin(OfflineFeatureStore store) {
    this(store, Knowledge.RECORDED);
  }

  /**
   * @param knowledge when rows were known
   */
  public PointInTimeJoin(OfflineFeatureStore store, Knowledge knowledge) {
    this.store = store;
    this.knowledge = knowledge;
  }

  /**
   * Joins, and keeps every result.
   *
   * @param schema the columns wanted
   * @param labels entities of the schema's type with a time each, in any order, repeats allowed
   * @return one read per label, in the same order, with one value per column; ages are as of the
   *     label's time
   * @throws IllegalArgumentException when a label's entity is of another type
   */
  public List<FeatureRead> join(FeatureSchema schema, List<Label> labels) throws IOException {
    FeatureRead[] reads = new FeatureRead[labels.size()];
    join(schema, labels, (index, row) -> reads[index] = row.read(labels.get(index)));
    return Arrays.asList(reads);
  }

  /**
   * Joins, and hands out one result at a time.
   *
   * @param schema the columns wanted
   * @param labels entities of the schema's type with a time each, in any order, repeats allowed;
   *     read by index, so that a list may make them up
   * @param visitor is given every label once, by time, those of one time in the list's order
   * @throws IllegalArgumentException when a label's entity is of another type
   */
  public void join(FeatureSchema schema, List<Label> labels, Visitor visitor) throws IOException {
    int[] order = inOrderOfTime(schema, labels);
    if (order.length == 0) {
      return;
    }
    Duration longest = longestTtl(schema);
    var merge = new LabelMerge(schema, labels, order, knowledge, longest, visitor);
    Instant first = labels.get(order[0]).at;
    Instant last = labels.get(order[order.length - 1]).at;
    store.scanByDay(schema, first.minus(longest), last.plusNanos(1), merge);
    merge.finish();
  }

  /**
   * Joins rows that were read already, with the same results as a join over a store that has no
   * others. All of them are held in memory.
   *
   * @param schema the columns wanted: the first ones of those that the rows are laid out by
   * @param knowledge when rows were known
   * @param labels as for the other joins
   * @param rows in the order in which the store gives them
   * @param visitor is given every label once, by time, those of one time in the list's order
   * @throws IllegalArgumentException when a label's entity is of another type
   */
  public static void join(
      FeatureSchema schema, Knowledge knowledge, List<Label> labels, Rows rows, Visitor visitor)
      throws IOException {
    int[] order = inOrderOfTime(schema, labels);
    if (order.length == 0) {
      return;
    }
    var merge = new LabelMerge(schema, labels, order, knowledge, longestTtl(schema), visitor);
    rows.giveTo(merge);
    merge.finish();
  }

  /** The longest time for which a column of a schema holds. */
  public static Duration longestTtl(FeatureSchema schema) {
    return schema.columns().stream()
        .map(FeatureColumn::ttl)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static int[] inOrderOfTime(FeatureSchema schema, List<Label> labels) {
    Integer[] order = new Integer[labels.size()];
    Instant[] times = new Instant[order.length];
    for (int i = 0; i < order.length; i++) {
      Label label = labels.get(i);
      if (!label.entity.type().equals(schema.entityType())) {
        throw new IllegalArgumentException(
            "label of %s: the features are of '%s'".formatted(label.entity, schema.entityType()));
      }
      times[i] = label.at;
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparing(i -> times[i]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /**
   * A row of a training set before it has features.
   *
   * @param entity what it is about
   * @param at the time at which a prediction would have been made
   */
  public record Label(EntityKey entity, Instant at) {}

  /** Rows that were read already. */
  @FunctionalInterface
  public interface Rows {
    void giveTo(OfflineRowVisitor visitor) throws IOException;
  }

  /** Takes the results of a join. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param label index into the labels
     * @param row what it was given; only valid during the call
     */
    void visit(int label, JoinedRow row) throws IOException;
  }
}
