package com.ytempire.ml.training.example;

import com.ytempire.ml.core.prediction.Prediction;

/**
 * One thing that a model says of an example, and the label from which it learns to.
 *
 * <p>The first four compare the snapshot that an example is of with the next one: the first of the
 * series at a strictly later event time that has views. A label is unknown (NaN) where there is no
 * next one, or one of the two lacks the count.
 */
public enum Head {
  /** 1 where views grew by a fifth or more until the next snapshot, else 0. */
  VIRAL_PROBABILITY(Prediction.VIRAL_PROBABILITY, Kind.PROBABILITY),
  /** ln((1 + next views) ÷ (1 + views)). */
  LOG_GROWTH(Prediction.LOG_GROWTH, Kind.NUMBER),
  /** ln((1 + next likes) ÷ (1 + likes)). */
  LIKES_LOG_GROWTH(Prediction.LIKES_LOG_GROWTH, Kind.NUMBER),
  /** ln((1 + next comments) ÷ (1 + comments)). */
  COMMENTS_LOG_GROWTH(Prediction.COMMENTS_LOG_GROWTH, Kind.NUMBER),
  /**
   * Hours from the snapshot to the middle of the interval in which views grew fastest per hour.
   * Intervals lie between neighbouring snapshots with views, the first begins at the example's, the
   * last is the one that reaches or passes the horizon of the query; of equal ones the earliest
   * counts. From above 0 to the horizon, to which a later middle is cut. Unknown where the series
   * ends before the horizon: its peak may have come unseen.
   */
  HOURS_TO_PEAK(Prediction.HOURS_TO_PEAK, Kind.NUMBER);

  /** What a label is. */
  public enum Kind {
    /** 0 or 1; a model says how likely 1 is. */
    PROBABILITY,
    /** Any number. */
    NUMBER
  }

  private final String word;
  private final Kind kind;

  Head(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** Name of the model's output, and of the label's column in stored sets. */
  public String word() {
    return word;
  }

  public Kind kind() {
    return kind;
  }
}
