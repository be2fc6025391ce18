package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.operator.ArrivedSignal;
import com.ytempire.ml.features.operator.ComputeChannelFeatures;
import com.ytempire.ml.features.operator.ComputeSignalFeatures;
import com.ytempire.ml.features.operator.ComputeVideoFeatures;
import com.ytempire.ml.features.operator.EnrichedVideo;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.operator.FeatureTags;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.AcceptEvents;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import com.ytempire.ml.jobs.io.SignalRecord;
import com.ytempire.ml.jobs.io.VideoRecord;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topology of the feature job, the same for stream and batch.
 *
 * <pre>
 * videos ─ accept ─ [title models] ─ by series ─ video features ─ [by channel ─ channel features] ─ events
 * signals ─ accept ───────────────── by source|topic ─ signal features ──────────────────────────── writes
 * </pre>
 *
 * The steps in brackets are there when the plan has features that need them. Title models stand
 * there twice: snapshots whose producer sends them in order keep it. State and offsets are
 * exactly-once; outputs are as exact as the sinks that {@link FeatureOutputs} connects.
 */
public final class FeaturePipeline {
  /**
   * Operator ids: they tie state to operators across versions of the job. Never change or reuse.
   */
  static final String UID_VIDEOS = "videos";

  static final String UID_ACCEPT_VIDEOS = "accept-videos";
  static final String UID_TITLE_MODELS = "title-models";
  static final String UID_WAITING_VIDEOS = "waiting-videos";
  static final String UID_IN_ORDER_VIDEOS = "in-order-videos";
  static final String UID_TITLE_MODELS_IN_ORDER = "title-models-in-order";
  static final String UID_FAILED_TITLES_IN_ORDER = "failed-titles-in-order";
  static final String UID_FAILED_TITLES = "failed-titles";
  static final String UID_VIDEO_FEATURES = "video-features";
  static final String UID_CHANNEL_FEATURES = "channel-features";
  static final String UID_COUNT_EVENTS = "count-features";
  static final String UID_SIGNALS = "signals";
  static final String UID_ACCEPT_SIGNALS = "accept-signals";
  static final String UID_SIGNAL_FEATURES = "signal-features";
  static final String UID_ENTITY_WRITES = "entity-writes";
  static final String UID_LATE_VIDEOS = "late-videos";
  static final String UID_LATE_SIGNALS = "late-signals";

  private FeaturePipeline() {}

  /**
   * Adds the job to the environment; does not run it.
   *
   * @param titleModels how titles are read, used when the plan has text features
   * @param until events at or after this time are left out; {@link Instant#MAX} for all
   */
  public static void define(
      StreamExecutionEnvironment env,
      FeaturePlan plan,
      FeatureInputs inputs,
      TitleModels titleModels,
      FeatureOutputs outputs,
      Instant until) {
    SingleOutputStreamOperator<EnrichedVideo> accepted =
        env.fromSource(inputs.videos(), inputs.videoTime(), "Videos")
            .uid(UID_VIDEOS)
            .process(new AcceptEvents<>(JobCounters.EVENTS_IN, FeaturePipeline::acceptVideo, until))
            .returns(TypeInformation.of(EnrichedVideo.class))
            .name("Accept videos")
            .uid(UID_ACCEPT_VIDEOS);
    Titled titled = TitleModels.isNeededBy(plan) ? withTitles(plan, accepted, titleModels) : null;
    DataStream<EnrichedVideo> videos = titled == null ? accepted : titled.videos();

    SingleOutputStreamOperator<EventFeatures> videoFeatures =
        videos
            .keyBy(video -> video.event().seriesId(), Types.STRING)
            .transform(
                "Video features",
                TypeInformation.of(EventFeatures.class),
                new ComputeVideoFeatures(plan))
            .uid(UID_VIDEO_FEATURES);
    DataStream<EventFeatures> events =
        withChannels(plan, videoFeatures)
            .map(new CountFeatures(plan))
            .name("Count features")
            .uid(UID_COUNT_EVENTS);

    SingleOutputStreamOperator<FeatureWrite> entityWrites =
        events
            .process(new SplitByEntity(plan))
            .returns(TypeInformation.of(FeatureWrite.class))
            .name("Writes by entity")
            .uid(UID_ENTITY_WRITES);
    DataStream<FeatureWrite> writes = entityWrites;
    DataStream<DeadLetter> letters =
        accepted
            .getSideOutput(DeadLetterTag.DEAD_LETTERS)
            .union(
                entityWrites.getSideOutput(DeadLetterTag.DEAD_LETTERS),
                videoFeatures
                    .getSideOutput(FeatureTags.LATE_VIDEOS)
                    .map(new LateLetters.OfVideos())
                    .name("Late videos")
                    .uid(UID_LATE_VIDEOS));
    if (titled != null) {
      letters = letters.union(titled.letters());
    }
    if (inputs.signals() != null) {
      SingleOutputStreamOperator<ArrivedSignal> signals =
          env.fromSource(inputs.signals(), inputs.signalTime(), "Trend signals")
              .uid(UID_SIGNALS)
              .process(
                  new AcceptEvents<>(JobCounters.SIGNALS_IN, FeaturePipeline::acceptSignal, until))
              .returns(TypeInformation.of(ArrivedSignal.class))
              .name("Accept signals")
              .uid(UID_ACCEPT_SIGNALS);
      SingleOutputStreamOperator<FeatureWrite> signalFeatures =
          signals
              .keyBy(arrived -> arrived.signal().seriesId(), Types.STRING)
              .transform(
                  "Signal features",
                  TypeInformation.of(FeatureWrite.class),
                  new ComputeSignalFeatures(plan))
              .uid(UID_SIGNAL_FEATURES);
      writes = writes.union(signalFeatures);
      letters =
          letters.union(
              signals.getSideOutput(DeadLetterTag.DEAD_LETTERS),
              signalFeatures
                  .getSideOutput(FeatureTags.LATE_SIGNALS)
                  .map(new LateLetters.OfSignals())
                  .name("Late signals")
                  .uid(UID_LATE_SIGNALS));
    }

    outputs.events(events);
    outputs.writes(writes);
    outputs.closedWindows(videoFeatures.getSideOutput(FeatureTags.CLOSED_WINDOWS));
    outputs.deadLetters(letters);
  }

  /** The snapshots with what is known of their titles, and those of whom it could not be found. */
  private record Titled(DataStream<EnrichedVideo> videos, DataStream<DeadLetter> letters) {}

  /** Snapshots that may be taken at once go a way of their own, on which none overtakes another. */
  private static Titled withTitles(
      FeaturePlan plan, DataStream<EnrichedVideo> videos, TitleModels titleModels) {
    DataStream<EnrichedVideo> waiting =
        videos
            .filter(video -> !video.inOrder())
            .name("Videos that wait for event time")
            .uid(UID_WAITING_VIDEOS);
    DataStream<EnrichedVideo> inOrder =
        videos.filter(EnrichedVideo::inOrder).name("Videos sent in order").uid(UID_IN_ORDER_VIDEOS);
    SingleOutputStreamOperator<EnrichedVideo> waitingTitled =
        titleModels
            .apply(plan, waiting)
            .name("Title models")
            .uid(UID_TITLE_MODELS)
            .process(new ReportFailedTitles())
            .name("Report failed titles")
            .uid(UID_FAILED_TITLES);
    SingleOutputStreamOperator<EnrichedVideo> inOrderTitled =
        titleModels
            .applyInOrder(plan, inOrder)
            // A task of its own: both ways count under one name, which a task may have once.
            .startNewChain()
            .name("Title models, in order")
            .uid(UID_TITLE_MODELS_IN_ORDER)
            .process(new ReportFailedTitles())
            .name("Report failed titles, in order")
            .uid(UID_FAILED_TITLES_IN_ORDER);
    return new Titled(
        waitingTitled.union(inOrderTitled),
        waitingTitled
            .getSideOutput(DeadLetterTag.DEAD_LETTERS)
            .union(inOrderTitled.getSideOutput(DeadLetterTag.DEAD_LETTERS)));
  }

  private static DataStream<EventFeatures> withChannels(
      FeaturePlan plan, DataStream<EventFeatures> videoFeatures) {
    if (!plan.needsChannelHistory()) {
      return videoFeatures;
    }
    return videoFeatures
        .keyBy(ComputeChannelFeatures::keyOf, Types.STRING)
        .transform(
            "Channel features",
            TypeInformation.of(EventFeatures.class),
            new ComputeChannelFeatures(plan))
        .uid(UID_CHANNEL_FEATURES);
  }

  private static EnrichedVideo acceptVideo(VideoRecord record) {
    return EnrichedVideo.withoutText(
        Objects.requireNonNull(record.event()),
        record.position(),
        record.arrivedAtMillis(),
        record.inOrder());
  }

  private static ArrivedSignal acceptSignal(SignalRecord record) {
    return new ArrivedSignal(
        Objects.requireNonNull(record.signal()),
        record.position(),
        record.arrivedAtMillis(),
        record.inOrder());
  }
}
