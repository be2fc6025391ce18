package com.ytempire.ml.core.model;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was decided on a version's part in the traffic. Never changed afterwards.
 *
 * @param id also the idempotency key under which others are told
 * @param rolloutId the rollout, or null where an active version was taken back
 * @param kind its kind, or null where there is none
 * @param version the version that was decided on
 * @param active the version that was active before, or null where there was none
 * @param step what was decided
 * @param percentage share of the requests from then on, 0 to 100
 * @param ruling who decided, and why
 * @param at when
 */
public record RolloutDecision(
    UUID id,
    @Nullable UUID rolloutId,
    @Nullable RolloutKind kind,
    ModelRef version,
    @Nullable ModelRef active,
    Step step,
    int percentage,
    Ruling ruling,
    Instant at) {

  /** What can be decided. */
  public enum Step {
    /** The version began to be tried. */
    STARTED,
    /** Its share changed, so the comparison begins anew. */
    SHARE_CHANGED,
    /** Nothing is decided without a human any more. */
    HELD,
    /** Decisions without a human go on. */
    RESUMED,
    /** It became the active version. */
    PROMOTED,
    /** Its canary was taken back, or it was active and gave way to the version before it. */
    ROLLED_BACK,
    /** Nothing was shown in time; its canary ended without it. */
    KEPT,
    /** Its shadow ended. */
    STOPPED;

    /** The word on the wire and in tables, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException for any other word
     */
    public static Step ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Whether others are told: of everything but shadows, whose answers nobody gets. */
  public boolean concernsCallers() {
    return kind != RolloutKind.SHADOW;
  }
}
