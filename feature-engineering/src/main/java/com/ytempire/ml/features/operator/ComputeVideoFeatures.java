package com.ytempire.ml.features.operator;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.series.ChannelSeries;
import com.ytempire.ml.features.series.ClosedWindow;
import com.ytempire.ml.features.series.VideoSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Computes the features of a video from the snapshots of its series. Key: {@link
 * VideoEvent#seriesId()}.
 *
 * <p>Duplicates are dropped and counted; snapshots behind their series go to {@link
 * FeatureTags#LATE_VIDEOS}; windows that closed go to {@link FeatureTags#CLOSED_WINDOWS} with
 * entity type {@code window}, the column's name in the event id, and the numbers value, samples,
 * window start in epoch milliseconds. A snapshot behind the watermark whose series has not moved
 * past it is still taken, because it is in order, unless the plan has closing windows, which it
 * could change after they were published.
 */
public final class ComputeVideoFeatures
    extends EventTimeOrderedOperator<EnrichedVideo, EventFeatures> {
  private static final long serialVersionUID = 1L;

  /** Entity type of the writes in {@link FeatureTags#CLOSED_WINDOWS}. */
  public static final String WINDOW_ENTITY = "window";

  static final String DUPLICATES = "duplicates";
  static final String LATE = "late";

  private static final Comparator<EnrichedVideo> BY_EVENT_THEN_ARRIVAL =
      Comparator.comparing((EnrichedVideo v) -> v.event().eventId())
          .thenComparingLong(EnrichedVideo::position);

  private final FeaturePlan plan;

  private transient VideoSeries series;
  private transient ChannelSeries channels;
  private transient int videoNumbers;
  private transient int videoEmbeddings;
  private transient int channelNumbers;
  private transient int channelEmbeddings;
  private transient CheckpointedCounters.Cell duplicates;
  private transient CheckpointedCounters.Cell late;
  private transient StreamRecord<EventFeatures> result;

  @SuppressWarnings("NullAway.Init") // transient fields are made in initializeState
  public ComputeVideoFeatures(FeaturePlan plan) {
    super(TypeInformation.of(EnrichedVideo.class).createSerializer(new SerializerConfigImpl()));
    this.plan = plan;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    series = plan.newVideoSeries();
    channels = plan.newChannelSeries();
    videoNumbers = plan.videoSchema().numberCount();
    videoEmbeddings = plan.videoSchema().embeddingCount();
    channelNumbers = plan.channelSchema().numberCount();
    channelEmbeddings = plan.channelSchema().embeddingCount();
    duplicates = counter(DUPLICATES);
    late = counter(LATE);
    result = new StreamRecord<>(null);
  }

  @Override
  List<String> counterNames() {
    return List.of(DUPLICATES, LATE);
  }

  @Override
  long millisOf(EnrichedVideo video) {
    return video.event().eventTime().toEpochMilli();
  }

  @Override
  boolean isInOrder(EnrichedVideo video) {
    return video.inOrder();
  }

  @Override
  Comparator<EnrichedVideo> orderWithinInstant() {
    return BY_EVENT_THEN_ARRIVAL;
  }

  @Override
  byte @Nullable [] advance(byte @Nullable [] state, EnrichedVideo video, boolean behindWatermark) {
    VideoEvent event = video.event();
    double[] numbers = new double[videoNumbers];
    float[][] embeddings = new float[videoEmbeddings][];
    switch (series.advance(
        state, event, video.titleEmbedding(), video.sentiment(), numbers, embeddings)) {
      case DUPLICATE -> {
        duplicates.increment();
        return null;
      }
      case LATE -> {
        rejectLate(event);
        return null;
      }
      case COMPUTED -> {
        if (behindWatermark && plan.hasEventWindows()) {
          series.drainClosed(window -> {});
          rejectLate(event);
          return null;
        }
      }
    }
    if (plan.hasEventWindows()) {
      emitClosedWindows(event.seriesId());
    }
    double[] channelValues = new double[channelNumbers];
    Arrays.fill(channelValues, Double.NaN);
    channels.computeStateless(event, channelValues);
    output.collect(
        result.replace(
            new EventFeatures(
                event,
                video.arrivedAtMillis(),
                video.position(),
                video.inOrder(),
                numbers,
                embeddings,
                channelValues,
                new float[channelEmbeddings][],
                series.inputs()),
            event.eventTime().toEpochMilli()));
    return series.nextState();
  }

  @Override
  byte[] wake(String key, byte[] state, long millis) {
    byte[] next = series.closeWindows(state, millis);
    emitClosedWindows(key);
    return next;
  }

  @Override
  long nextWake(byte[] state) {
    return plan.hasEventWindows() ? series.nextWindowEnd(state) : Long.MAX_VALUE;
  }

  private void rejectLate(VideoEvent event) {
    late.increment();
    output.collect(
        FeatureTags.LATE_VIDEOS, new StreamRecord<>(event, event.eventTime().toEpochMilli()));
  }

  private void emitClosedWindows(String seriesId) {
    series.drainClosed(window -> emit(seriesId, window));
  }

  private void emit(String seriesId, ClosedWindow window) {
    // The last millisecond of the window: the newest time that its value knows of.
    long asOf = window.endMillis() - 1;
    output.collect(
        FeatureTags.CLOSED_WINDOWS,
        new StreamRecord<>(
            new FeatureWrite(
                new EntityKey(WINDOW_ENTITY, seriesId),
                window.column().name(),
                Instant.ofEpochMilli(asOf),
                Instant.ofEpochMilli(asOf),
                new double[] {window.value(), window.samples(), window.startMillis()},
                new float[0][]),
            asOf));
  }
}
