package com.ytempire.ml.core.prediction;

/**
 * What a model of sequences reads of one entity: its snapshots by event time, oldest first, newest
 * last and included, at most {@link #MOST_STEPS}. Of several at one time the last by event id
 * counts. The one definition that training and every way of serving share.
 */
public final class SnapshotSequence {
  /** Most snapshots of one entity in a sequence; of more, the newest count. */
  public static final int MOST_STEPS = 8;

  private SnapshotSequence() {}
}
