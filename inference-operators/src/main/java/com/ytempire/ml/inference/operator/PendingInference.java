package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.engine.ModelLease;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through its models. They are asked at the same time, each retried for
 * itself; the record is done when all have answered, or one has failed for good.
 *
 * <p>Moves between the task's, the engines' and the retries' threads, hence the lock, which is held
 * for a few assignments only. Whoever settles it first counts; what comes later is dropped.
 */
final class PendingInference<I> {
  private final I record;
  private final List<ModelRef> versions;
  private final InferenceSteps<I> steps;
  private final BiConsumer<Map<String, ModelAnswer>, @Nullable FailedInference<I>> done;
  private final long startNanos = System.nanoTime();

  private final Map<String, ModelAnswer> answers = new HashMap<>();
  private final Map<String, CompletableFuture<float[]>> running = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private boolean settled;

  /**
   * @param versions one per model
   * @param done told once, outside the lock: the answers, or why there are none
   */
  PendingInference(
      I record,
      List<ModelRef> versions,
      InferenceSteps<I> steps,
      BiConsumer<Map<String, ModelAnswer>, @Nullable FailedInference<I>> done) {
    this.record = record;
    this.versions = versions;
    this.steps = steps;
    this.done = done;
  }

  void start() {
    for (ModelRef version : versions) {
      ask(version, 1);
    }
  }

  /** Its time is over: gives up on whatever has not answered. */
  void timeOut(Duration limit) {
    ModelRef missing;
    int tries;
    synchronized (this) {
      missing = versions.get(0);
      for (ModelRef version : versions) {
        if (!answers.containsKey(version.name())) {
          missing = version;
          break;
        }
      }
      tries = attempts.getOrDefault(missing.name(), 0);
    }
    fail(
        missing,
        tries,
        Reason.DEADLINE_EXCEEDED,
        "no answer in the %d ms that a record may take".formatted(limit.toMillis()));
  }

  /** Drops it without telling anyone: the task ends. */
  void abandon() {
    settle();
  }

  private void ask(ModelRef version, int attempt) {
    synchronized (this) {
      if (settled) {
        return;
      }
      attempts.put(version.name(), attempt);
    }
    var unused =
        steps
            .acquire(version)
            .whenComplete(
                (lease, failure) -> {
                  if (failure != null) {
                    notLoaded(version, attempt, failure);
                  } else {
                    run(version, attempt, lease);
                  }
                });
  }

  private void notLoaded(ModelRef version, int attempt, Throwable failure) {
    ModelRef other = steps.currentInsteadOf(version);
    if (other != null) {
      ask(other, attempt);
    } else {
      retryOrFail(version, attempt, Reason.MODEL_UNAVAILABLE, true, failure);
    }
  }

  private void run(ModelRef version, int attempt, ModelLease lease) {
    if (isSettled()) {
      lease.close();
      return;
    }
    CompletableFuture<float[]> answer;
    try {
      answer = steps.ask(lease, record, elapsed());
    } catch (IllegalArgumentException e) {
      lease.close();
      fail(version, attempt, Reason.INVALID_INPUT, Failures.message(e));
      return;
    } catch (RuntimeException e) {
      lease.close();
      fail(version, attempt, Failures.reason(e), e.toString());
      return;
    }
    boolean late;
    synchronized (this) {
      late = settled;
      if (!late) {
        running.put(version.name(), answer);
      }
    }
    var unused =
        answer.whenComplete(
            (values, failure) -> {
              if (failure == null) {
                answered(version, attempt, lease, values);
                lease.close();
              } else {
                lease.close();
                retryOrFail(
                    version,
                    attempt,
                    Failures.reason(failure),
                    Failures.isRetryable(failure),
                    failure);
              }
            });
    if (late) {
      answer.cancel(false);
    }
  }

  private void answered(ModelRef version, int attempt, ModelLease lease, float[] values) {
    var answer =
        new ModelAnswer(
            lease.engine().manifest(), values, lease.engine().device(), elapsed(), attempt);
    synchronized (this) {
      if (settled) {
        return;
      }
      running.remove(version.name());
      answers.put(version.name(), answer);
      if (answers.size() < versions.size()) {
        return;
      }
      settled = true;
    }
    done.accept(answers, null);
  }

  private void retryOrFail(
      ModelRef version, int attempt, Reason reason, boolean retryable, Throwable failure) {
    synchronized (this) {
      running.remove(version.name());
    }
    if (isSettled()) {
      return;
    }
    if (!retryable || !steps.retry(attempt, elapsed(), () -> ask(version, attempt + 1))) {
      fail(version, attempt, reason, Failures.message(failure));
    }
  }

  private void fail(ModelRef version, int tries, Reason reason, String message) {
    if (settle()) {
      done.accept(
          Map.of(),
          new FailedInference<>(record, version.name(), version.version(), reason, message, tries));
    }
  }

  /** Takes back whatever still runs; tells whether this call settled the record. */
  private boolean settle() {
    List<CompletableFuture<float[]>> left;
    synchronized (this) {
      if (settled) {
        return false;
      }
      settled = true;
      left = List.copyOf(running.values());
      running.clear();
    }
    left.forEach(future -> future.cancel(false));
    return true;
  }

  private synchronized boolean isSettled() {
    return settled;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
