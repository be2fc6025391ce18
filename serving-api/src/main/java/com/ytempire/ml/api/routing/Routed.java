package com.ytempire.ml.api.routing;

import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.inference.engine.ModelLease;

/**
 * The version that answers one request. Whoever got it closes it when the answer is there; until
 * then the version stays loaded, whatever is promoted or rolled back meanwhile. Safe to share.
 */
public final class Routed implements AutoCloseable {
  private final ModelLease lease;
  private final TrafficVariant variant;
  private final PredictionJournal journal;

  Routed(ModelLease lease, TrafficVariant variant, PredictionJournal journal) {
    this.lease = lease;
    this.variant = variant;
    this.journal = journal;
  }

  /** The right to ask it. */
  public ModelLease lease() {
    return lease;
  }

  /** Which version it is. */
  public ModelRef model() {
    return lease.engine().ref();
  }

  /** Whether it is the active version or the canary. */
  public TrafficVariant variant() {
    return variant;
  }

  /** Counts that it gave no answer to this request. Never blocks for long. */
  public void failed() {
    journal.failed(model(), variant);
  }

  /** Gives the lease back; again has no effect. Never blocks. */
  @Override
  public void close() {
    lease.close();
  }
}
