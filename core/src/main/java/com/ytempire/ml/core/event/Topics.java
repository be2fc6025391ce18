package com.ytempire.ml.core.event;

/** Names of the platform's Kafka topics. */
public final class Topics {
  public static final String VIDEO_EVENTS = "video-events";
  public static final String TREND_SIGNALS = "trend-signals";
  public static final String FEATURES = "features";
  public static final String PREDICTIONS = "predictions";
  public static final String OUTCOMES = "outcomes";
  public static final String DRIFT_EVENTS = "drift-events";
  public static final String RETRAINING_TRIGGERS = "retraining-triggers";
  public static final String DEAD_LETTERS = "dead-letters";

  private Topics() {}
}
