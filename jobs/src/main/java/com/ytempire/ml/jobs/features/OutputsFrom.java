package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.operator.EventFeatures;
import java.time.Instant;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Lets only results from some time on through to other outputs. Earlier events are computed all the
 * same: they are the history of the later ones.
 */
final class OutputsFrom implements FeatureOutputs {
  private final long fromMillis;
  private final FeatureOutputs outputs;

  OutputsFrom(Instant from, FeatureOutputs outputs) {
    this.fromMillis = from.toEpochMilli();
    this.outputs = outputs;
  }

  @Override
  public void events(DataStream<EventFeatures> events) {
    long from = fromMillis;
    outputs.events(
        events
            .filter(event -> event.event().eventTime().toEpochMilli() >= from)
            .name("Events from")
            .uid("events-from"));
  }

  @Override
  public void writes(DataStream<FeatureWrite> writes) {
    outputs.writes(from(writes, "writes-from"));
  }

  @Override
  public void closedWindows(DataStream<FeatureWrite> windows) {
    outputs.closedWindows(from(windows, "windows-from"));
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    outputs.deadLetters(letters);
  }

  private DataStream<FeatureWrite> from(DataStream<FeatureWrite> writes, String uid) {
    long from = fromMillis;
    return writes.filter(write -> write.eventTime().toEpochMilli() >= from).name("From").uid(uid);
  }
}
