package com.ytempire.ml.training.network;

import com.ytempire.ml.core.settings.SettingsException;
import java.util.List;
import java.util.Map;

/**
 * How much less exact the network with 8-bit weights may be than that of 32-bit floats.
 *
 * @param aucLoss AUC may fall by less than this, 0 to 1; 0 for no such network
 * @param errorRise mean absolute errors may rise by less than this share; 0 for no such network
 */
public record Int8Bounds(double aucLoss, double errorRise) {
  /** Names of the variables of the environment. */
  static final String AUC_LOSS = "TRAINING_INT8_MAX_AUC_LOSS";

  static final String ERROR_RISE = "TRAINING_INT8_MAX_ERROR_RISE";

  public static final Int8Bounds DEFAULT = new Int8Bounds(0.002, 0.01);

  /**
   * The environment's, or {@link #DEFAULT} where it names none.
   *
   * @throws SettingsException when one is no number from 0 to 1
   */
  public static Int8Bounds from(Map<String, String> environment) {
    return new Int8Bounds(
        share(environment, AUC_LOSS, DEFAULT.aucLoss),
        share(environment, ERROR_RISE, DEFAULT.errorRise));
  }

  /** Whether networks with 8-bit weights are wanted at all. */
  boolean isOff() {
    return aucLoss == 0 || errorRise == 0;
  }

  private static double share(Map<String, String> environment, String name, double otherwise) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refusal(name, text);
    }
    throw refusal(name, text);
  }

  private static SettingsException refusal(String name, String text) {
    return new SettingsException(
        List.of("%s is '%s'; expected a number from 0 to 1".formatted(name, text)));
  }
}
