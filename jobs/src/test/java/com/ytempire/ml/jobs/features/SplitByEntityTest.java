package com.ytempire.ml.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SplitByEntityTest {
  private static final Instant AT = Instant.parse("2025-01-10T10:00:00Z");
  private static final double[] INPUTS = {1, 1};
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          """
          features:
            engagement:
              - name: rate
                formula: likes / views
            channel:
              - name: subscriber_tier
                bins: [0, 1000]
          """,
          "features.yaml");

  private static EventFeatures features(String videoId, String channelId) {
    var event =
        new VideoEvent(
            "e1", "youtube", null, videoId, AT, null, null, null, channelId, null, null, null, 1L,
            1L, null, null, null, null, 5L);
    return new EventFeatures(
        event,
        AT.toEpochMilli(),
        42,
        false,
        new double[] {1},
        new float[0][],
        new double[] {0},
        new float[0][],
        INPUTS);
  }

  private static OneInputStreamOperatorTestHarness<EventFeatures, FeatureWrite> harness()
      throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<EventFeatures, FeatureWrite>(
            new ProcessOperator<>(new SplitByEntity(PLAN)));
    harness.open();
    return harness;
  }

  @Test
  void makesOneWriteForTheVideoAndOneForItsChannel() throws Exception {
    try (var harness = harness()) {
      harness.processElement(new StreamRecord<>(features("v", "c")));

      assertThat(harness.extractOutputValues())
          .extracting(FeatureWrite::entity)
          .containsExactly(new EntityKey("video", "v"), new EntityKey("channel", "c"));
      assertThat(harness.extractOutputValues())
          .extracting(FeatureWrite::inputs)
          .containsExactly(INPUTS, FeatureWrite.NO_INPUTS);
      assertThat(harness.getSideOutput(DeadLetterTag.DEAD_LETTERS)).isNull();
    }
  }

  @Test
  void sendsAWriteThatNoStoreTakesToTheDeadLettersAndKeepsTheOther() throws Exception {
    EventFeatures tooLong = features("v".repeat(256), "c");
    try (var harness = harness()) {
      harness.setProcessingTime(7);
      harness.processElement(new StreamRecord<>(tooLong));

      assertThat(harness.extractOutputValues())
          .extracting(FeatureWrite::entity)
          .containsExactly(new EntityKey("channel", "c"));
      List<DeadLetter> letters =
          harness.getSideOutput(DeadLetterTag.DEAD_LETTERS).stream()
              .map(StreamRecord::getValue)
              .toList();
      assertThat(letters)
          .containsExactly(
              new DeadLetter(
                  "v".repeat(256),
                  42,
                  new VideoEventWriter().write(tooLong.event()),
                  "video: entity id of 256 characters: 1 to 255 are allowed, and no NUL; event e1",
                  "store-write",
                  Instant.ofEpochMilli(7)));
      assertThat(new String(letters.get(0).payload(), StandardCharsets.UTF_8)).contains("\"e1\"");
    }
  }
}
