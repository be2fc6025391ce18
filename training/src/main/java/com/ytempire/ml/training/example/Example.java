package com.ytempire.ml.training.example;

import com.ytempire.ml.core.prediction.SnapshotSequence;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One snapshot of an entity with what became of it, and those before it.
 *
 * @param entityId whose series it belongs to, such as {@code US|abc}
 * @param group what must not be on two sides of a split: the video, the same in every region
 * @param at time of the snapshot: all features were known by then
 * @param labelAt time by which its labels were known, after {@code at}; {@link #NEVER} where none
 *     is known
 * @param features one per feature of the set, in its order; NaN where missing. Not to be changed
 * @param labels one per head of the set, in its order; NaN where unknown. Not to be changed
 * @param slices by what results are told apart, such as {@code region} → {@code US}
 * @param earlier features of the same entity's snapshots before this one's time, oldest first, at
 *     most {@link SnapshotSequence#MOST_STEPS} − 1. The arrays are those of their own examples. Not
 *     to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Example(
    String entityId,
    String group,
    Instant at,
    Instant labelAt,
    float[] features,
    float[] labels,
    Map<String, String> slices,
    List<float[]> earlier) {
  /** Stands for a time that has not come. */
  public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

  public Example {
    slices = Map.copyOf(slices);
    earlier = List.copyOf(earlier);
    if (earlier.size() >= SnapshotSequence.MOST_STEPS) {
      throw new IllegalArgumentException(
          "%d earlier snapshots; expected at most %d"
              .formatted(earlier.size(), SnapshotSequence.MOST_STEPS - 1));
    }
  }

  /** An example with nothing before it. */
  public Example(
      String entityId,
      String group,
      Instant at,
      Instant labelAt,
      float[] features,
      float[] labels,
      Map<String, String> slices) {
    this(entityId, group, at, labelAt, features, labels, slices, List.of());
  }

  /** The same with other snapshots before it. */
  public Example after(List<float[]> others) {
    return new Example(entityId, group, at, labelAt, features, labels, slices, others);
  }

  /** The same with other features of its own and of the snapshots before it. */
  public Example withFeatures(float[] others, List<float[]> othersEarlier) {
    return new Example(entityId, group, at, labelAt, others, labels, slices, othersEarlier);
  }

  /** The same with other labels. */
  public Example withLabels(float[] others) {
    return new Example(entityId, group, at, labelAt, features, others, slices, earlier);
  }

  /** How many snapshots there are with its own, from 1. */
  public int steps() {
    return earlier.size() + 1;
  }

  /**
   * The features of one snapshot.
   *
   * @param step from 0, the oldest; the last is its own
   */
  public float[] step(int step) {
    return step == earlier.size() ? features : earlier.get(step);
  }
}
