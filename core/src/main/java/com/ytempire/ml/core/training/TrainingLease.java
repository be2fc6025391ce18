package com.ytempire.ml.core.training;

import java.time.Duration;

/**
 * When a silent worker is taken for dead.
 *
 * @param silence how long nothing is heard of it, more than zero
 * @param attempts how many workers may fall silent at one job before it fails, at least 1
 */
public record TrainingLease(Duration silence, int attempts) {
  public TrainingLease {
    if (silence.isNegative() || silence.isZero() || attempts < 1) {
      throw new IllegalArgumentException(
          "lease of %s, %d attempts; expected more than zero, and at least 1"
              .formatted(silence, attempts));
    }
  }

  /** Why a job fails of which the last worker fell silent. */
  public String exhausted(String worker) {
    return ("its worker fell silent %d times, the last was %s: the process may have been killed for"
            + " want of memory. See the worker's log; give it more memory (YTEMPIRE_HEAP) or less"
            + " data, and ask for the training again")
        .formatted(attempts, worker);
  }
}
