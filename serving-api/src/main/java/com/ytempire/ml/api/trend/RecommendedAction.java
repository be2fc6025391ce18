package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What to do about a topic. */
enum RecommendedAction {
  @JsonProperty("create_immediately")
  CREATE_IMMEDIATELY(0.65),
  @JsonProperty("create_soon")
  CREATE_SOON(0.45),
  @JsonProperty("monitor")
  MONITOR(0.25),
  @JsonProperty("skip")
  SKIP(0);

  private final double leastScore;

  RecommendedAction(double leastScore) {
    this.leastScore = leastScore;
  }

  /**
   * The first whose least score is reached. Nothing is to be created on evidence that is too weak:
   * below the threshold the most is {@link #MONITOR}.
   *
   * @param score the trend score, 0 to 1
   * @param confidence 0 to 1
   * @param threshold least confidence to create something, 0 to 1
   */
  static RecommendedAction of(double score, double confidence, double threshold) {
    RecommendedAction action = SKIP;
    for (RecommendedAction candidate : values()) {
      if (score >= candidate.leastScore) {
        action = candidate;
        break;
      }
    }
    boolean isTooWeak = confidence < threshold && action.compareTo(MONITOR) < 0;
    return isTooWeak ? MONITOR : action;
  }
}
