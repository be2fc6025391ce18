package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.prediction.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of one video that wait for their outcome. The outcome of a prediction is told by
 * the first later snapshot that says how many views there are and is not before the least horizon.
 *
 * <p>Snapshots come in event order. Answers may come before or after any snapshot, and in any order
 * among themselves: the same outcomes result. At most {@link OutcomeRules#maxPending} wait for a
 * later snapshot; beside them there are only those whose answer is under way. Confined to the task
 * thread; {@link PendingFormat} makes bytes of it.
 */
final class PendingOutcomes {
  /** Takes what comes of the predictions. */
  interface Results {
    void outcome(Outcome outcome);

    /** Predictions given up, by the counter that counts them. */
    void givenUp(String counter);
  }

  private final OutcomeRules rules;
  private final List<Pending> pending;

  PendingOutcomes(OutcomeRules rules, List<Pending> pending) {
    this.rules = rules;
    this.pending = new ArrayList<>(pending);
  }

  List<Pending> pending() {
    return pending;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /**
   * When the oldest of those that wait for a later snapshot has waited long enough, in epoch
   * milliseconds; {@code Long.MAX_VALUE} where none waits.
   */
  long nextExpiryMillis() {
    Pending oldest = oldestAwaiting();
    return oldest == null ? Long.MAX_VALUE : oldest.eventMillis + rules.longestWait().toMillis();
  }

  void take(Snapshot snapshot, Results results) {
    if (!Double.isNaN(snapshot.views())) {
      for (Pending waiting : pending) {
        if (waiting.awaitsNext() && tells(snapshot, waiting)) {
          waiting.next = snapshot;
        }
      }
    }
    Pending own = pendingOf(snapshot.eventId(), snapshot.eventMillis());
    if (own.snapshot == null) {
      own.snapshot = snapshot;
      if (Double.isNaN(snapshot.views())) {
        own.givenUp = InferenceCounters.UNMEASURABLE;
      }
    }
    bound();
    expire(snapshot.eventMillis(), results);
  }

  void take(Answer answer, Results results) {
    pendingOf(answer.eventId(), answer.eventMillis()).answer = answer;
    settle(results);
  }

  /** Gives up what has waited too long at a time, in epoch milliseconds. */
  void expire(long nowMillis, Results results) {
    for (Pending waiting : pending) {
      if (waiting.awaitsNext()
          && waiting.eventMillis + rules.longestWait().toMillis() <= nowMillis) {
        waiting.givenUp = InferenceCounters.EXPIRED;
      }
    }
    settle(results);
  }

  private boolean tells(Snapshot later, Pending waiting) {
    long elapsed = later.eventMillis() - waiting.eventMillis;
    return elapsed > 0
        && elapsed >= rules.minHorizon().toMillis()
        && elapsed < rules.longestWait().toMillis();
  }

  private Pending pendingOf(String eventId, long eventMillis) {
    for (Pending waiting : pending) {
      if (waiting.eventId.equals(eventId)) {
        return waiting;
      }
    }
    var added = new Pending(eventId, eventMillis);
    pending.add(added);
    return added;
  }

  private void settle(Results results) {
    pending.removeIf(
        waiting -> {
          if (waiting.isWithoutOutcome()) {
            if (waiting.isAnswered() && waiting.givenUp != null) {
              results.givenUp(waiting.givenUp);
            }
            return true;
          }
          @Nullable Outcome outcome = waiting.outcome();
          if (outcome != null) {
            results.outcome(outcome);
          }
          return outcome != null;
        });
  }

  /** By the snapshots alone, so that it does not matter when answers come. */
  private void bound() {
    long waiting = pending.stream().filter(Pending::awaitsNext).count();
    for (; waiting > rules.maxPending(); waiting--) {
      Pending oldest = oldestAwaiting();
      if (oldest != null) {
        oldest.givenUp = InferenceCounters.DROPPED;
      }
    }
  }

  private @Nullable Pending oldestAwaiting() {
    Pending oldest = null;
    for (Pending waiting : pending) {
      if (waiting.awaitsNext() && (oldest == null || isBefore(waiting, oldest))) {
        oldest = waiting;
      }
    }
    return oldest;
  }

  private static boolean isBefore(Pending one, Pending other) {
    return one.eventMillis < other.eventMillis
        || (one.eventMillis == other.eventMillis && one.eventId.compareTo(other.eventId) < 0);
  }
}
