package com.ytempire.ml.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.text.BundledMiniLm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class DescribeContentTest {
  private static final Instant AT = Instant.parse("2020-01-04T19:23:00Z");
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          """
          features:
            engagement:
              - name: view_velocity
                window: 1h
                aggregation: mean
            text:
              - name: title_embedding
                model: sentence-transformers/all-MiniLM-L6-v2
                dimension: 384
          """,
          "features.yaml");

  private static EventFeatures features(String title, float[] embedding) {
    double[] inputs = new double[Input.values().length];
    Arrays.fill(inputs, Double.NaN);
    inputs[Input.VIEWS.ordinal()] = 1000;
    inputs[Input.DELTA_VIEWS.ordinal()] = -3;
    return new EventFeatures(
        new VideoEvent(
            "e1",
            "youtube",
            "US",
            "v1",
            AT,
            null,
            AT.minusSeconds(60),
            title,
            "c1",
            "Channel",
            20,
            null,
            1000L,
            null,
            null,
            null,
            null,
            null,
            null),
        0,
        0,
        false,
        new double[] {2.5},
        new float[][] {embedding},
        new double[0],
        new float[0][],
        inputs);
  }

  @Test
  void describesASnapshotByItsInputsAndFeatures() throws Exception {
    var describe = DescribeContent.of(PLAN, PlatformSettings.from(Map.of()).models()).orElseThrow();
    float[] embedding = {0.5f};
    try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(describe)) {
      harness.processElement(features("A title", embedding), 0);
      harness.processElement(features(null, embedding), 0);
      harness.processElement(features("A title that no model read", null), 0);

      assertThat(harness.extractOutputValues())
          .isEqualTo(
              List.of(
                  new EmbeddedContent(
                      new ContentSnapshot(
                          "US|v1",
                          "A title",
                          "c1",
                          20,
                          AT.minusSeconds(60),
                          "e1",
                          AT,
                          Map.of("views", 1000.0, "delta_views", -3.0, "view_velocity", 2.5)),
                      BundledMiniLm.REF.folder(),
                      embedding)));
    }
  }

  @Test
  void aPlanWithoutEmbeddingsHasNothingToDescribe() {
    FeaturePlan plan =
        FeaturePlan.parse("features: {temporal: [{name: is_weekend, type: binary}]}", "f.yaml");

    assertThat(DescribeContent.of(plan, PlatformSettings.from(Map.of()).models())).isEmpty();
  }
}
