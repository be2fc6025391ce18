package com.ytempire.ml.core.retraining;

import com.ytempire.ml.core.model.ModelRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Evidence enough to train a model anew.
 *
 * @param id the same however often the same stretch of event time is looked at, so that a restart
 *     raises nothing twice
 * @param model the version that was watched
 * @param since start of the first window that had changed, in event time
 * @param at end of the window that completed the evidence, in event time
 * @param reason for people, one sentence
 * @param evidence what had changed, the strongest first
 */
public record RetrainingTrigger(
    UUID id,
    ModelRef model,
    Instant since,
    Instant at,
    String reason,
    List<TriggerEvidence> evidence) {

  public RetrainingTrigger {
    evidence = List.copyOf(evidence);
  }

  /** A trigger of a version at a moment of event time. */
  public static RetrainingTrigger of(
      ModelRef model, Instant since, Instant at, String reason, List<TriggerEvidence> evidence) {
    String name = model.name() + "\n" + model.version() + "\n" + at.toEpochMilli();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new RetrainingTrigger(id, model, since, at, reason, evidence);
  }
}
