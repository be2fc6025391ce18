package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.operator.EventFeatures;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the feature job's results go. Each method connects what it wants to a stream, with a name
 * and a uid on every operator; a method that wants nothing stays empty.
 */
public interface FeatureOutputs {

  /** One element per snapshot with all of its features, those of its channel included. */
  default void events(DataStream<EventFeatures> events) {}

  /** The same results by entity, as stores keep them, with those of trend signals. */
  default void writes(DataStream<FeatureWrite> writes) {}

  /** One element per closed tumbling or hopping window that had samples. */
  default void closedWindows(DataStream<FeatureWrite> windows) {}

  /** What could not be processed, and what came too late. */
  default void deadLetters(DataStream<DeadLetter> letters) {}
}
