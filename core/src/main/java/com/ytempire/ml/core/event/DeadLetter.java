package com.ytempire.ml.core.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A record that could not be processed, kept with its bytes so that nothing is lost.
 *
 * @param origin topic or file the record came from
 * @param position offset or line number in the origin
 * @param payload the record's bytes, unchanged, up to the limit the reader states
 * @param reason what is wrong: the field, its value and what is allowed
 * @param stage the step that refused it, such as {@code decode-video-event}
 * @param rejectedAt when it was refused
 */
public record DeadLetter(
    String origin, long position, byte[] payload, String reason, String stage, Instant rejectedAt) {

  @Override
  public boolean equals(Object other) {
    return other instanceof DeadLetter that
        && origin.equals(that.origin)
        && position == that.position
        && Arrays.equals(payload, that.payload)
        && reason.equals(that.reason)
        && stage.equals(that.stage)
        && rejectedAt.equals(that.rejectedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, position, Arrays.hashCode(payload), reason, stage, rejectedAt);
  }

  @Override
  public String toString() {
    return "DeadLetter[%s@%d, %d bytes, %s: %s]"
        .formatted(origin, position, payload.length, stage, reason);
  }
}
