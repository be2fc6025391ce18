package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * What the prediction log is to keep: one of the two.
 *
 * @param prediction a prediction, or null
 * @param outcome an outcome, or null
 */
public record PredictionLogEntry(@Nullable Prediction prediction, @Nullable Outcome outcome) {
  public static PredictionLogEntry of(Prediction prediction) {
    return new PredictionLogEntry(prediction, null);
  }

  public static PredictionLogEntry of(Outcome outcome) {
    return new PredictionLogEntry(null, outcome);
  }
}
