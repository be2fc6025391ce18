package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.jobs.io.VideoVector;

/**
 * What of a prediction is kept until its outcome is known, or that there is none.
 *
 * @param entityId the video
 * @param eventId the snapshot that was scored
 * @param eventMillis its time in epoch milliseconds
 * @param failed whether no model answered; then the rest is empty
 * @param modelName name of the model
 * @param modelVersion its version
 * @param type type of the prediction
 * @param predictedAtMillis when the model answered
 * @param viralProbability predicted, NaN where the model gives none
 * @param logGrowth predicted, NaN where the model gives none
 */
public record Answer(
    String entityId,
    String eventId,
    long eventMillis,
    boolean failed,
    String modelName,
    String modelVersion,
    String type,
    long predictedAtMillis,
    double viralProbability,
    double logGrowth) {

  static Answer of(Prediction prediction) {
    return new Answer(
        prediction.entity().id(),
        prediction.eventId(),
        prediction.eventTime().toEpochMilli(),
        false,
        prediction.model().name(),
        prediction.model().version(),
        prediction.type(),
        prediction.predictedAt().toEpochMilli(),
        prediction.output(Prediction.VIRAL_PROBABILITY),
        prediction.output(Prediction.LOG_GROWTH));
  }

  /** A vector that no model answered. */
  static Answer none(VideoVector vector) {
    return new Answer(
        vector.entityId(),
        vector.eventId(),
        vector.eventTime().toEpochMilli(),
        true,
        "",
        "",
        "",
        0,
        Double.NaN,
        Double.NaN);
  }
}
