package com.ytempire.ml.features.operator;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.time.Instant;
import java.util.Optional;

/**
 * Every feature of one snapshot: those of its video and, once the channel step has run, those of
 * its channel.
 *
 * <p>A record with an array compares it by identity; nothing compares these.
 *
 * @param event the snapshot
 * @param arrivedAtMillis wall clock at which the platform received it
 * @param position where the snapshot stood in its source
 * @param inOrder whether it is taken at once; see {@link com.ytempire.ml.core.event.InOrder}
 * @param videoNumbers number slots of the plan's video schema
 * @param videoEmbeddings embedding slots of the plan's video schema
 * @param channelNumbers number slots of the plan's channel schema
 * @param channelEmbeddings embedding slots of the plan's channel schema
 * @param inputs one value per input in the order of {@code Input}; NaN is null; empty in what was
 *     stored before there were inputs
 */
@SuppressWarnings("ArrayRecordComponent") // carried between operators, never compared
public record EventFeatures(
    VideoEvent event,
    long arrivedAtMillis,
    long position,
    boolean inOrder,
    double[] videoNumbers,
    float[][] videoEmbeddings,
    double[] channelNumbers,
    float[][] channelEmbeddings,
    double[] inputs) {

  public EventFeatures {
    inputs = inputs == null ? FeatureWrite.NO_INPUTS : inputs; // state from before there were any
  }

  /** The video's part, as the stores keep it. */
  public FeatureWrite videoWrite() {
    return write(
        new EntityKey(EntityKey.VIDEO, event.seriesId()), videoNumbers, videoEmbeddings, inputs);
  }

  /** The channel's part, or empty where the snapshot names no channel. */
  public Optional<FeatureWrite> channelWrite() {
    String channel = event.channelKey();
    return channel == null
        ? Optional.empty()
        : Optional.of(
            write(
                new EntityKey(EntityKey.CHANNEL, channel),
                channelNumbers,
                channelEmbeddings,
                FeatureWrite.NO_INPUTS));
  }

  private FeatureWrite write(
      EntityKey entity, double[] numbers, float[][] embeddings, double[] itsInputs) {
    return new FeatureWrite(
        entity,
        event.eventId(),
        event.eventTime(),
        Instant.ofEpochMilli(arrivedAtMillis),
        numbers,
        embeddings,
        itsInputs);
  }
}
