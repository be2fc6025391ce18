package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.prediction.Feedback;
import com.ytempire.ml.core.store.PredictionFeedback;
import com.ytempire.ml.core.store.PredictionLog;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Feedback in this process, about the predictions of a log: for tests and for trying out. */
public final class InMemoryPredictionFeedback implements PredictionFeedback {
  private final PredictionLog log;
  private final Map<UUID, Feedback> said = new ConcurrentHashMap<>();

  public InMemoryPredictionFeedback(PredictionLog log) {
    this.log = log;
  }

  @Override
  public boolean save(Feedback feedback) {
    UUID id = feedback.predictionId();
    if (log.find(id).isEmpty() && log.findServed(id).isEmpty()) {
      return false;
    }
    said.merge(id, rounded(feedback), InMemoryPredictionFeedback::added);
    return true;
  }

  private static Feedback added(Feedback before, Feedback next) {
    return new Feedback(
        next.predictionId(),
        or(next.views(), before.views()),
        or(next.likes(), before.likes()),
        or(next.comments(), before.comments()),
        or(next.grewTwentyPercent(), before.grewTwentyPercent()),
        or(next.score(), before.score()),
        or(next.remark(), before.remark()),
        next.receivedAt());
  }

  private static Feedback rounded(Feedback feedback) {
    Double score = feedback.score();
    return new Feedback(
        feedback.predictionId(),
        feedback.views(),
        feedback.likes(),
        feedback.comments(),
        feedback.grewTwentyPercent(),
        score == null ? null : Double.valueOf(Math.round(score * 100) / 100.0),
        feedback.remark(),
        feedback.receivedAt());
  }

  private static <T> @Nullable T or(@Nullable T next, @Nullable T before) {
    return next != null ? next : before;
  }

  @Override
  public Optional<Feedback> find(UUID predictionId) {
    return Optional.ofNullable(said.get(predictionId));
  }
}
