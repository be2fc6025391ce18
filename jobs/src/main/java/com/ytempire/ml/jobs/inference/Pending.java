package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.core.prediction.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One scored snapshot of a video on its way to an outcome. It needs three things, which may come in
 * any order: the snapshot itself, its answer, and the later snapshot. Confined to the task thread.
 */
final class Pending {
  private static final double LIKELY = 0.5;

  final String eventId;
  final long eventMillis;
  @Nullable Snapshot snapshot;
  @Nullable Snapshot next;
  @Nullable Answer answer;

  /** Counter under which it was given up; it then only waits to be told apart from a failure. */
  @Nullable String givenUp;

  Pending(String eventId, long eventMillis) {
    this.eventId = eventId;
    this.eventMillis = eventMillis;
  }

  /** Whether it waits for a later snapshot. */
  boolean awaitsNext() {
    return snapshot != null && next == null && givenUp == null && !Double.isNaN(snapshot.views());
  }

  /**
   * Whether no outcome will come of it. A failure is kept as long as an answer would be, because
   * otherwise it would depend on the time of its coming how many wait.
   */
  boolean isWithoutOutcome() {
    return snapshot != null
        && answer != null
        && (givenUp != null || (answer.failed() && next != null));
  }

  /** Whether a model answered. */
  boolean isAnswered() {
    return answer != null && !answer.failed();
  }

  /** The outcome, or null while something is missing. */
  @Nullable Outcome outcome() {
    if (snapshot == null || next == null || answer == null || answer.failed()) {
      return null;
    }
    double growth = Growth.log(snapshot.views(), next.views());
    boolean viral = Growth.isViral(snapshot.views(), next.views());
    return new Outcome(
        new ModelRef(answer.modelName(), answer.modelVersion()),
        answer.type(),
        new EntityKey(EntityKey.VIDEO, snapshot.entityId()),
        eventId,
        Instant.ofEpochMilli(eventMillis),
        Instant.ofEpochMilli(answer.predictedAtMillis()),
        next.eventId(),
        Instant.ofEpochMilli(next.eventMillis()),
        next.views(),
        known(next.likes()),
        known(next.comments()),
        growth,
        viral,
        Double.isNaN(answer.viralProbability())
            ? null
            : Boolean.valueOf(answer.viralProbability() >= LIKELY == viral),
        known(answer.logGrowth() - growth));
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }
}
