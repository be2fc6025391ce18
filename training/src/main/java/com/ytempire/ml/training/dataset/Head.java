package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.prediction.Prediction;

/** One thing that a model says of an example, and the label from which it learns to. */
public enum Head {
  /** 1 where views grew by a fifth or more until the next snapshot, else 0. */
  VIRAL_PROBABILITY(Prediction.VIRAL_PROBABILITY, Kind.PROBABILITY),
  /** ln((1 + next views) ÷ (1 + views)). */
  LOG_GROWTH(Prediction.LOG_GROWTH, Kind.NUMBER),
  /** ln((1 + next likes) ÷ (1 + likes)). */
  LIKES_LOG_GROWTH("likes_log_growth", Kind.NUMBER),
  /** ln((1 + next comments) ÷ (1 + comments)). */
  COMMENTS_LOG_GROWTH("comments_log_growth", Kind.NUMBER),
  /** Hours from the snapshot to the middle of the interval in which views grew fastest. */
  HOURS_TO_PEAK("hours_to_peak", Kind.NUMBER);

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
