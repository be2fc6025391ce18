package com.ytempire.ml.features.operator;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.series.ChannelSeries;
import com.ytempire.ml.features.series.Outcome;
import java.util.Comparator;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Completes a snapshot's features with those that need the history of its channel. Key: {@link
 * #keyOf}.
 *
 * <p>Each snapshot comes out exactly once, whatever the channel makes of it: the video step has
 * already dropped duplicates and late ones. One that is nevertheless behind its channel, because
 * another of the channel's videos had moved on before it came, keeps null for the features that
 * need history. Confined to the task thread.
 */
public final class ComputeChannelFeatures
    extends EventTimeOrderedOperator<EventFeatures, EventFeatures> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<EventFeatures> BY_EVENT_THEN_ARRIVAL =
      Comparator.comparing((EventFeatures f) -> f.event().eventId())
          .thenComparingLong(EventFeatures::position);

  private final FeaturePlan plan;
  private final int embeddingSlot;

  private transient ChannelSeries channels;
  private transient StreamRecord<EventFeatures> result;

  @SuppressWarnings("NullAway.Init") // transient fields are made in initializeState
  public ComputeChannelFeatures(FeaturePlan plan) {
    super(TypeInformation.of(EventFeatures.class).createSerializer(new SerializerConfigImpl()));
    this.plan = plan;
    this.embeddingSlot =
        plan.videoSchema().columns().stream()
            .filter(column -> column.kind() == ValueKind.EMBEDDING)
            .findFirst()
            .map(column -> column.slot())
            .orElse(-1);
  }

  /**
   * The channel, or for a snapshot that names none its own series, so that such snapshots spread
   * over the tasks. The first character keeps the two apart.
   */
  public static String keyOf(EventFeatures features) {
    String channel = features.event().channelKey();
    return channel != null ? "c" + channel : "v" + features.event().seriesId();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    channels = plan.newChannelSeries();
    result = new StreamRecord<>(null);
  }

  @Override
  long millisOf(EventFeatures features) {
    return features.event().eventTime().toEpochMilli();
  }

  @Override
  boolean isInOrder(EventFeatures features) {
    return features.inOrder();
  }

  @Override
  Comparator<EventFeatures> orderWithinInstant() {
    return BY_EVENT_THEN_ARRIVAL;
  }

  @Override
  byte @Nullable [] advance(
      byte @Nullable [] state, EventFeatures features, boolean behindWatermark) {
    VideoEvent event = features.event();
    byte[] next = null;
    if (event.channelKey() != null) {
      float[] title = embeddingSlot < 0 ? null : features.videoEmbeddings()[embeddingSlot];
      Outcome outcome =
          channels.advance(
              state, event, title, features.channelNumbers(), features.channelEmbeddings());
      next = outcome == Outcome.COMPUTED ? channels.nextState() : null;
    }
    output.collect(result.replace(features, event.eventTime().toEpochMilli()));
    return next;
  }
}
