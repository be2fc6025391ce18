package com.ytempire.ml.jobs.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.inference.operator.Routed;
import com.ytempire.ml.jobs.io.VideoVector;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/**
 * Vectors that were under way when a job was stopped go on in the next one, although they have got
 * a field meanwhile. The state {@code vectors-under-way} was written by the class that had no
 * {@code earlier}.
 */
class OlderSavepointTest {
  private static final Path STATE = Path.of("src/test/resources/state/vectors-under-way");

  static final VideoVector VECTOR =
      new VideoVector(
          "US|v",
          "event",
          Instant.parse("2026-01-10T09:00:00Z"),
          Instant.parse("2026-01-10T10:00:00Z"),
          Map.of("views", 999.0, "delta_views", Double.NaN));

  /** Gives back what it is asked, or keeps it under way. */
  private record Echo(boolean answers)
      implements AsyncFunction<Routed<VideoVector>, Routed<VideoVector>> {
    @Override
    public void asyncInvoke(Routed<VideoVector> asked, ResultFuture<Routed<VideoVector>> result) {
      if (answers) {
        result.complete(List.of(asked));
      }
    }
  }

  static OneInputStreamOperatorTestHarness<Routed<VideoVector>, Routed<VideoVector>> harness(
      boolean answers) throws Exception {
    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    var routed = (Class<Routed<VideoVector>>) (Class<?>) Routed.class;
    TypeInformation<Routed<VideoVector>> type =
        Types.POJO(
            routed,
            Map.of("record", TypeInformation.of(VideoVector.class), "versions", Types.STRING));
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(
            new Echo(answers), 0, 10, AsyncDataStream.OutputMode.UNORDERED),
        type.createSerializer(new ExecutionConfig().getSerializerConfig()));
  }

  @Test
  void vectorsThatWereUnderWayAreAskedAgainWithoutWhatWasBeforeThem() throws Exception {
    OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(STATE.toString());
    try (var harness = harness(true)) {
      harness.initializeState(state);
      harness.open();
      harness.endInput();

      assertThat(harness.extractOutputValues())
          .containsExactly(new Routed<>(VECTOR, "trend_predictor=0.1.0"));
      VideoVector restored = harness.extractOutputValues().get(0).record();
      assertThat(restored).isNotNull();
      assertThat(restored.earlier()).isEmpty();
      assertThat(TrendPredictions.sequence(List.of("views"), List.of("views")).apply(restored))
          .isDeepEqualTo(new float[][] {{999}});
    }
  }
}
