package com.ytempire.ml.drift.story;

import java.util.Locale;

/** How far a retraining has come. */
public enum Standing {
  /** Nothing was started, because too little time has passed since the one before. */
  COOLING_DOWN("no training was started yet: the one before is too recent"),
  /** Its training waits for a worker. */
  WAITING("the training waits for a worker"),
  /** Its training runs. */
  TRAINING("the training runs"),
  /** Its training failed. */
  FAILED("the training failed; the version before stays"),
  /** Its training was called off. */
  CANCELLED("the training was called off; the version before stays"),
  /** The version is there and takes no traffic. */
  REGISTERED("the version is registered and takes no traffic"),
  /** The version is tried with a share of the requests. */
  CANARY("the version is tried with a share of the requests"),
  /** The version took the traffic. */
  PROMOTED("the version took the traffic"),
  /** The version's canary was taken back. */
  ROLLED_BACK("the canary was taken back; the version before stays"),
  /** Nothing was shown of its canary in time. */
  KEPT("nothing was shown of the canary in time; the version before stays"),
  /** The version had taken the traffic and gave way to the one before. */
  REVERTED("the version had taken the traffic and gave way to the one before");

  private final String meaning;

  Standing(String meaning) {
    this.meaning = meaning;
  }

  /** For people. */
  public String meaning() {
    return meaning;
  }

  /** Whether nothing more is to come. */
  public boolean isOver() {
    return switch (this) {
      case FAILED, CANCELLED, PROMOTED, ROLLED_BACK, KEPT, REVERTED -> true;
      case COOLING_DOWN, WAITING, TRAINING, REGISTERED, CANARY -> false;
    };
  }

  /** As it is written in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static Standing ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
