package com.ytempire.ml.core.store;

import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.prediction.ServedPrediction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Every prediction and what came of it: one entry per {@link Prediction#id}.
 *
 * <p>Predictions and outcomes may be written in any order and any number of times. Of several
 * answers to one input the one made last is kept, of several outcomes the one of the answer made
 * last; neither touches the other. Times are kept to the millisecond, the confidence to four
 * decimals.
 *
 * <p>Safe to share between threads; calls block. Failures of the server are thrown as {@link
 * StoreUnavailableException} and may be retried.
 */
public interface PredictionLog extends AutoCloseable {
  /**
   * Keeps predictions, in one round trip.
   *
   * @throws StoreRefusedException when one of them can never be kept; none of the batch is
   */
  void savePredictions(List<Prediction> batch);

  /**
   * Keeps outcomes, in one round trip, whether or not their predictions are there yet.
   *
   * @throws StoreRefusedException when one of them can never be kept; none of the batch is
   */
  void saveOutcomes(List<Outcome> batch);

  /**
   * Keeps answers of the service, in one round trip. An id that is there already stays as it is;
   * feedback that came first stays with it.
   *
   * @throws StoreRefusedException when one of them can never be kept; none of the batch is
   */
  void saveServed(List<ServedPrediction> batch);

  /**
   * Keeps counts of requests that got no answer, in one round trip. An id that is there already
   * counts once.
   *
   * @throws StoreRefusedException when one of them can never be kept; none of the batch is
   */
  void saveFailures(List<FailedRequests> batch);

  /** An entry of a job; what the service answered is found by {@link #findServed}. */
  Optional<LoggedPrediction> find(UUID predictionId);

  /** An answer of the service. */
  Optional<ServedPrediction> findServed(UUID predictionId);

  /**
   * How right each version of a model was in jobs; one entry per version that answered, ordered by
   * version. An outcome counts only for the answer that it judges. What the service answered is in
   * {@link PredictionStatistics} as well.
   *
   * @param from earliest {@link Prediction#predictedAt} that counts
   * @param until predictions made at or after this time do not count
   */
  List<PredictionAccuracy> accuracy(String modelName, Instant from, Instant until);

  @Override
  void close();
}
