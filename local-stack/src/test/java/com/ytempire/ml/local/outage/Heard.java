package com.ytempire.ml.local.outage;

import com.ytempire.ml.api.testing.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call.
 *
 * @param phase the one in which it began
 * @param number of the call
 * @param answer null where the connection broke or nothing came
 * @param failure what the caller got in place of an answer; null where there is one
 */
record Heard(
    Phase phase,
    Call call,
    int number,
    @Nullable Answer answer,
    @Nullable Throwable failure,
    long begunNanos,
    long endedNanos) {

  /** A stretch of the test. */
  record Phase(String name, long begunNanos) {}

  Duration took() {
    return Duration.ofNanos(endedNanos - begunNanos);
  }

  /** The status, or 0 where there is no answer. */
  int status() {
    return answer == null ? 0 : answer.status();
  }

  boolean isWhole() {
    return answer != null && call.isWhole(answer);
  }

  /** For reports of what was wrong. */
  String told() {
    return "%s in '%s' after %d ms: %s"
        .formatted(
            call,
            phase.name,
            took().toMillis(),
            answer == null ? failure : answer.status() + " " + answer.body());
  }
}
