package com.ytempire.ml.drift.trigger;

import com.ytempire.ml.core.retraining.TriggerEvidence;
import java.time.Instant;
import java.util.List;

/**
 * A window of a version that was judged.
 *
 * @param start first instant of it
 * @param end first instant behind it
 * @param evidence what had drifted in it; empty where nothing had
 */
public record JudgedWindow(Instant start, Instant end, List<TriggerEvidence> evidence) {
  public JudgedWindow {
    evidence = List.copyOf(evidence);
  }

  boolean hasDrifted() {
    return !evidence.isEmpty();
  }
}
