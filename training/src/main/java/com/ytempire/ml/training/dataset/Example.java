package com.ytempire.ml.training.dataset;

import java.time.Instant;
import java.util.Map;

/**
 * One snapshot of an entity with what became of it.
 *
 * @param entityId whose series it belongs to, such as {@code US|abc}
 * @param group what must not be on two sides of a split: the video, the same in every region
 * @param at time of the snapshot: all features were known by then
 * @param labelAt time by which its labels were known, after {@code at}; {@link #NEVER} where none
 *     is known
 * @param features one per feature of the set, in its order; NaN where missing. Not to be changed
 * @param labels one per head of the set, in its order; NaN where unknown. Not to be changed
 * @param slices by what results are told apart, such as {@code region} → {@code US}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Example(
    String entityId,
    String group,
    Instant at,
    Instant labelAt,
    float[] features,
    float[] labels,
    Map<String, String> slices) {
  /** Stands for a time that has not come. */
  public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

  public Example {
    slices = Map.copyOf(slices);
  }
}
