package com.ytempire.ml.training.transformer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How far a run has come.
 *
 * @param epochs passes done
 * @param bestEpoch after which the validation loss was least; 0 before the first
 * @param bestLoss that loss
 * @param startLoss training loss of the first epoch
 * @param slowedAt epoch after which steps were last made smaller; 0 where none
 * @param halvings how often they were
 */
record TransformerProgress(
    int epochs, int bestEpoch, double bestLoss, double startLoss, int slowedAt, int halvings) {
  static final TransformerProgress NONE =
      new TransformerProgress(0, 0, Double.POSITIVE_INFINITY, Double.NaN, 0, 0);

  /**
   * After one more epoch.
   *
   * @param slowAfter epochs without a better loss after which steps become half as long
   */
  TransformerProgress after(double trainLoss, double validationLoss, int slowAfter) {
    int now = epochs + 1;
    boolean isBetter = validationLoss < bestLoss;
    int best = isBetter ? now : bestEpoch;
    boolean isSlower = now - Math.max(best, slowedAt) >= slowAfter;
    return new TransformerProgress(
        now,
        best,
        isBetter ? validationLoss : bestLoss,
        epochs == 0 ? trainLoss : startLoss,
        isSlower ? now : slowedAt,
        isSlower ? halvings + 1 : halvings);
  }

  boolean isBest() {
    return bestEpoch == epochs;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(epochs);
    out.writeInt(bestEpoch);
    out.writeDouble(bestLoss);
    out.writeDouble(startLoss);
    out.writeInt(slowedAt);
    out.writeInt(halvings);
  }

  static TransformerProgress read(DataInputStream in) throws IOException {
    return new TransformerProgress(
        in.readInt(), in.readInt(), in.readDouble(), in.readDouble(), in.readInt(), in.readInt());
  }
}
