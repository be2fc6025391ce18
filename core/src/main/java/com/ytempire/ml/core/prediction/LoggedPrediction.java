package com.ytempire.ml.core.prediction;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one prediction.
 *
 * @param prediction the newest answer, or null while only its outcome has arrived
 * @param outcome what happened then, or null while that is open
 */
public record LoggedPrediction(@Nullable Prediction prediction, @Nullable Outcome outcome) {}
