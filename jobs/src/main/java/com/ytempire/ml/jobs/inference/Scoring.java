package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.jobs.io.VideoVector;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The step in which a model answers feature vectors. */
@FunctionalInterface
public interface Scoring {
  /**
   * Adds the step. Every vector leaves it exactly once, on one of the two streams, in any order.
   * All operators that it adds have a name and a uid.
   *
   * @param vectors with the numbers of the snapshots before each
   */
  Scored apply(DataStream<VideoVector> vectors);

  /**
   * What comes out.
   *
   * @param predictions one per vector that a model answered
   * @param failures one per vector that none answered
   */
  record Scored(DataStream<Prediction> predictions, DataStream<FailedVector> failures) {}
}
