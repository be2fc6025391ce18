package com.ytempire.ml.core.model;

import java.util.Locale;

/** How far a rollout has come. All states but the first are final. */
public enum RolloutState {
  /** The candidate is being asked. */
  RUNNING,
  /** The candidate became the active version. */
  PROMOTED,
  /** The candidate was taken back. */
  ROLLED_BACK,
  /** Nothing was shown in time, so the active version was kept. */
  KEPT,
  /** A shadow was ended; that says nothing about the candidate. */
  STOPPED;

  /** The word on the wire and in tables, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static RolloutState ofWord(String word) {
    for (RolloutState state : values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "state of a rollout '%s'; allowed: running, promoted, rolled_back, kept, stopped"
            .formatted(word));
  }
}
