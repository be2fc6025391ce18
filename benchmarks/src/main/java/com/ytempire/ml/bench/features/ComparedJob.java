package com.ytempire.ml.bench.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.operator.EnrichedVideo;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.jobs.features.FeatureInputs;
import com.ytempire.ml.jobs.features.FeatureOutputs;
import com.ytempire.ml.jobs.features.FeaturePipeline;
import com.ytempire.ml.jobs.features.TitleModels;
import com.ytempire.ml.jobs.io.EventTime;
import com.ytempire.ml.jobs.io.VideoRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs that are compared. Source, event type, key, watermarks and sink are the same in all. */
public enum ComparedJob {
  /** Hands each event through {@code keyBy} to the sink: the most that Flink moves here. */
  PASS_THROUGH("pass-through") {
    @Override
    void define(StreamExecutionEnvironment env, Input input, FeaturePlan plan) {
      discard(keyed(env, input).map(video -> video).name("Pass through").uid("pass-through"));
    }
  },
  /** Reads one value and writes it back per event: the least that a keyed state costs. */
  ONE_VALUE("one state value") {
    @Override
    void define(StreamExecutionEnvironment env, Input input, FeaturePlan plan) {
      discard(
          keyed(env, input)
              .process(new TouchOneValue(input.stateBytes))
              .name("One value")
              .uid("one-value"));
    }
  },
  /** The feature job itself, with the features of the plan. */
  FEATURES("numeric features") {
    @Override
    void define(StreamExecutionEnvironment env, Input input, FeaturePlan plan) {
      FeaturePipeline.define(
          env,
          plan,
          new FeatureInputs(input.source, times(), null, EventTime.bounded()),
          TitleModels.of(plan, EngineSettings.of(PlatformSettings.from(Map.of()), Map.of())),
          new FeatureOutputs() {
            @Override
            public void writes(DataStream<FeatureWrite> writes) {
              discard(writes);
            }

            @Override
            public void deadLetters(DataStream<DeadLetter> letters) {
              letters
                  .sinkTo(new JobTiming.DiscardingSink<>())
                  .name("Discard letters")
                  .uid("discard-letters");
            }
          },
          Instant.MAX);
    }
  };

  /** As in the feature job on live streams. */
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  private static final Duration IDLENESS = Duration.ofSeconds(30);

  private final String label;

  /**
   * What goes into a job.
   *
   * @param source the events
   * @param stateBytes size of the value that {@link #ONE_VALUE} keeps per key
   */
  record Input(Source<VideoRecord, ?, ?> source, int stateBytes) {}

  ComparedJob(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Adds the job to the environment; does not run it. */
  abstract void define(StreamExecutionEnvironment env, Input input, FeaturePlan plan);

  private static WatermarkStrategy<VideoRecord> times() {
    return EventTime.live(OUT_OF_ORDERNESS, IDLENESS);
  }

  private static KeyedStream<EnrichedVideo, String> keyed(
      StreamExecutionEnvironment env, Input input) {
    return env.fromSource(input.source, times(), "Videos")
        .uid("videos")
        .map(
            record ->
                EnrichedVideo.withoutText(
                    Objects.requireNonNull(record.event()),
                    record.position(),
                    record.arrivedAtMillis()))
        .returns(TypeInformation.of(EnrichedVideo.class))
        .name("Accept videos")
        .uid("accept-videos")
        .keyBy(video -> video.event().seriesId(), Types.STRING);
  }

  private static <T> void discard(DataStream<T> stream) {
    stream.sinkTo(new JobTiming.DiscardingSink<>()).name("Discard").uid("discard");
  }
}
