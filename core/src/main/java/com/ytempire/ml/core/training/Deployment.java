package com.ytempire.ml.core.training;

import java.io.Serializable;
import java.util.Locale;

/**
 * Whether a new version is let into traffic once it is registered.
 *
 * @param mode how
 * @param canaryPercentage share of the requests that a canary is asked, 1 to 100; 0 for the others
 */
public record Deployment(Mode mode, int canaryPercentage) implements Serializable {
  /** Registered and no more. */
  public static final Deployment NONE = new Deployment(Mode.NONE, 0);

  /** Made the active version where it is not shown to be worse. */
  public static final Deployment IF_BETTER = new Deployment(Mode.IF_BETTER, 0);

  /** Share of a canary where nothing else is said. */
  public static final int USUAL_PERCENTAGE = 10;

  /** Ways into traffic. */
  public enum Mode {
    NONE,
    IF_BETTER,
    CANARY;

    /** The word on the wire and in tables, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException for any other word
     */
    public static Mode ofWord(String word) {
      for (Mode mode : values()) {
        if (mode.word().equals(word)) {
          return mode;
        }
      }
      throw new IllegalArgumentException(
          "deployment '%s'; allowed: none, if_better, canary".formatted(word));
    }
  }

  /**
   * @throws IllegalArgumentException when a canary has no share from 1 to 100, or another has one
   */
  public Deployment {
    if (mode == Mode.CANARY && (canaryPercentage < 1 || canaryPercentage > 100)) {
      throw new IllegalArgumentException(
          "canary of %d %%; expected 1 to 100".formatted(canaryPercentage));
    }
    if (mode != Mode.CANARY && canaryPercentage != 0) {
      throw new IllegalArgumentException(
          "only a canary has a percentage, not deployment %s".formatted(mode.word()));
    }
  }

  /** Tried with a share of the requests beside the active version. */
  public static Deployment canary(int percentage) {
    return new Deployment(Mode.CANARY, percentage);
  }
}
