package com.ytempire.ml.core.settings;

import java.io.Serializable;

/**
 * How much less exact the network with 8-bit weights may be than that of 32-bit floats.
 *
 * @param aucLoss {@code TRAINING_INT8_MAX_AUC_LOSS}: the AUC may fall by less than this, 0 to 1,
 *     default 0.002; 0 for no such network
 * @param errorRise {@code TRAINING_INT8_MAX_ERROR_RISE}: mean absolute errors may rise by less than
 *     this share, 0 to 1, default 0.01; 0 for no such network
 */
public record Int8Bounds(double aucLoss, double errorRise) implements Serializable {
  public static final Int8Bounds DEFAULT = new Int8Bounds(0.002, 0.01);

  static Int8Bounds from(Variables variables) {
    return new Int8Bounds(
        variables.number("TRAINING_INT8_MAX_AUC_LOSS", DEFAULT.aucLoss, 0, 1),
        variables.number("TRAINING_INT8_MAX_ERROR_RISE", DEFAULT.errorRise, 0, 1));
  }

  /** Whether networks with 8-bit weights are wanted at all. */
  public boolean isOff() {
    return aucLoss == 0 || errorRise == 0;
  }
}
