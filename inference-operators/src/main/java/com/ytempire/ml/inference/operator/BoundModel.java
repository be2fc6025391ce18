package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.engine.ModelLease;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How a version is asked about a record. Safe to share.
 *
 * @param <I> record
 */
@FunctionalInterface
public interface BoundModel<I> {
  /**
   * @param lease of the version it was bound to
   * @param timeout longest time to wait for a run
   * @return the numbers that the model gives; cancelling it takes back a request that still waits
   * @throws IllegalArgumentException when the record lacks something
   */
  CompletableFuture<float[]> ask(ModelLease lease, I record, Duration timeout);

  /** The same numbers in 32 bits; cancelling the one cancels the other. */
  static CompletableFuture<float[]> narrowed(CompletableFuture<double[]> wide) {
    CompletableFuture<float[]> narrow = wide.thenApply(BoundModel::floats);
    var unused =
        narrow.whenComplete(
            (values, failure) -> {
              if (narrow.isCancelled()) {
                wide.cancel(false);
              }
            });
    return narrow;
  }

  private static float[] floats(double[] wide) {
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (float) wide[i];
    }
    return narrow;
  }
}
