package com.ytempire.ml.core.store;

import com.ytempire.ml.core.model.ModelRef;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a version's data has moved, in a number or two. Safe to share between threads; calls
 * block, and throw {@link StoreUnavailableException} when the store does not answer.
 */
@FunctionalInterface
public interface DriftScores {
  /**
   * The newest score of a period, by the windows of all traffic that follow each other.
   *
   * @param from windows that end after this, in event time
   * @param until and not after this
   */
  Optional<DriftScore> newest(ModelRef model, Instant from, Instant until);

  /**
   * A score: of the newest window that was judged.
   *
   * @param feature the largest statistic of what the model reads; null where none was tested
   * @param prediction the largest statistic of what it answers; null where none was tested
   * @param hasDrifted whether such a window was an alarm
   * @param windowEnd of the newer one of the two windows
   */
  record DriftScore(
      @Nullable Double feature,
      @Nullable Double prediction,
      boolean hasDrifted,
      Instant windowEnd) {}
}
