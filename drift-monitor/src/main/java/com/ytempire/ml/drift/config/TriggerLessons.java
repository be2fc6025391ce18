package com.ytempire.ml.drift.config;

import java.io.Serializable;

/**
 * What a training that drift asks for learns from.
 *
 * @param ofDrift whether from the windows that completed the evidence only, the first that had
 *     drifted to the last; else from all that is stored
 * @param trustsEventTimes whether values are taken as known when they happened, as where event time
 *     does not keep pace with the wall clock; else as they were recorded
 */
public record TriggerLessons(boolean ofDrift, boolean trustsEventTimes) implements Serializable {
  /** Everything, as it was recorded. */
  public static final TriggerLessons ALL = new TriggerLessons(false, false);
}
