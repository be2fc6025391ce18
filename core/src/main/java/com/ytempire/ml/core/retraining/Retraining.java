package com.ytempire.ml.core.retraining;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger and what came of it.
 *
 * @param trigger why
 * @param state what was done
 * @param note for people: why nothing was started, else empty
 * @param jobId the training: the one that was started, or the one that was already on its way
 * @param recordedAt when, by the store's clock
 */
public record Retraining(
    RetrainingTrigger trigger, State state, String note, @Nullable UUID jobId, Instant recordedAt) {

  /** What was done on a trigger. */
  public enum State {
    /** A training was queued. */
    STARTED,
    /** A training of the model was on its way already, and will do. */
    JOINED,
    /** None, because too little time has passed since the last one. */
    COOLING_DOWN;

    /** The word on the wire and in tables, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException for any other word
     */
    public static State ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
