package com.ytempire.ml.inference.batching;

/**
 * Most requests per run that the device's memory allows, as far as is known: half of what did not
 * fit, doubled again after a long row of runs that did, because memory may have been short for
 * another model's sake. Safe to share.
 */
final class MemoryLimit {
  /** Runs that fit before more is tried; a failed try costs one run. */
  static final int PATIENCE = 256;

  private final int most;
  private int limit;
  private int fitting;

  /**
   * @param most what the settings allow
   */
  MemoryLimit(int most) {
    this.most = most;
    this.limit = most;
  }

  synchronized int current() {
    return limit;
  }

  /** A run of this size did not fit. Of one request that tells nothing about the others. */
  synchronized void exceeded(int size) {
    if (size > 1) {
      limit = Math.min(limit, size / 2);
    }
    fitting = 0;
  }

  /**
   * A run of this size fitted.
   *
   * @return whether the limit is another now
   */
  synchronized boolean fitted(int size) {
    if (limit == most || size < limit) {
      return false;
    }
    fitting++;
    if (fitting < PATIENCE) {
      return false;
    }
    limit = Math.min(most, 2 * limit);
    fitting = 0;
    return true;
  }
}
