package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.ingest.EventLog.LogRecord;
import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.prediction.Feedback;
import com.ytempire.ml.core.prediction.json.FeedbackJson;
import com.ytempire.ml.core.store.PredictionFeedback;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps feedback with its prediction, then publishes it. Both may be done again without harm: a
 * failure in between is made good by sending the feedback once more. Safe to share.
 */
@Singleton
class TakeFeedback {
  /** What the topic of outcomes calls feedback, among outcomes that jobs measured. */
  static final String KIND = "feedback";

  /** A prediction is written a moment after it was answered: an unknown one is looked for again. */
  private static final int TRIES = 5;

  private static final long PAUSE_MILLIS = 200;

  private final PredictionFeedback store;
  private final EventLog log;
  private final Clock clock;
  private final ExecutorService blocking;
  private final Executor later;

  TakeFeedback(
      PredictionFeedback store,
      EventLog log,
      Clock clock,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.blocking = blocking;
    this.later = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, blocking);
  }

  /**
   * Takes feedback.
   *
   * @return done once it is kept and published; fails when the prediction is not known
   */
  CompletableFuture<FeedbackAnswer> take(FeedbackRequest request) {
    Feedback feedback = request.toFeedback(clock.instant());
    if (feedback.score() == null && !feedback.hasOutcome()) {
      throw ProblemException.invalid(
          "actual_outcome", null, "say what happened, or give a feedback_score, or both");
    }
    return CompletableFuture.supplyAsync(() -> store.save(feedback), blocking)
        .thenCompose(known -> known ? kept(true) : tryAgain(feedback, 1))
        .thenCompose(known -> publish(feedback))
        .thenApply(done -> new FeedbackAnswer(feedback.predictionId(), "accepted"));
  }

  private CompletableFuture<Boolean> tryAgain(Feedback feedback, int tried) {
    if (tried == TRIES) {
      return CompletableFuture.failedFuture(
          ProblemException.notFound("there is no prediction " + feedback.predictionId()));
    }
    return CompletableFuture.supplyAsync(() -> store.save(feedback), later)
        .thenCompose(known -> known ? kept(true) : tryAgain(feedback, tried + 1));
  }

  private static CompletableFuture<Boolean> kept(boolean known) {
    return CompletableFuture.completedFuture(known);
  }

  private CompletableFuture<Void> publish(Feedback feedback) {
    return log.append(
        List.of(
            new LogRecord(
                Topics.OUTCOMES,
                feedback.predictionId().toString(),
                FeedbackJson.message(feedback),
                LogRecord.NO_EVENT,
                KIND)));
  }
}
