package com.ytempire.ml.core.model;

import java.util.Locale;

/** Where a version stands. At most one version of a model is active. */
public enum ModelStatus {
  /** Takes the model's traffic. */
  ACTIVE,
  /** Can take traffic, but does not. */
  INACTIVE,
  /** Must not take traffic any more. */
  DEPRECATED;

  /** The word that the registry and the service use, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static ModelStatus ofWord(String word) {
    for (ModelStatus status : values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException(
        "model status '%s'; allowed: active, inactive, deprecated".formatted(word));
  }
}
