package com.ytempire.ml.core.store;

import com.ytempire.ml.core.prediction.Feedback;
import java.util.Optional;
import java.util.UUID;

/**
 * What users say came of predictions, kept with the predictions themselves.
 *
 * <p>Safe to share between threads; calls block. Failures of the server are thrown as {@link
 * StoreUnavailableException} and may be retried.
 */
public interface PredictionFeedback {
  /**
   * Adds to what was said before about the prediction: what is said again replaces it, what is not
   * said stays. An outcome that a job measured is never replaced. Saving the same again changes
   * nothing but the time.
   *
   * @return whether the prediction is known; if not, nothing was kept
   */
  boolean save(Feedback feedback);

  /** Everything that was said about a prediction; empty where nothing was. */
  Optional<Feedback> find(UUID predictionId);
}
