package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the inference job's results go. Each method connects what it wants to a stream, with a name
 * and a uid on every operator.
 */
public interface InferenceOutputs {
  /** One per vector that was answered, and what became of predictions. */
  void results(DataStream<Prediction> predictions, DataStream<Outcome> outcomes);

  /** Vectors that could not be read, and those that no model answered. */
  void deadLetters(DataStream<DeadLetter> letters);
}
