package com.ytempire.ml.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class FeatureJobTest {
  private static final String TEXT_AND_CHANNEL =
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
        channel:
          - name: content_consistency
            lookback_videos: 10
            similarity_threshold: 0.7
      """;
  private static final String NUMBERS_ONLY =
      """
      features:
        engagement:
          - name: view_velocity
            window: 1h
            aggregation: mean
      """;

  private static StreamGraph graph(String features) {
    var env = StreamExecutionEnvironment.createLocalEnvironment(2);
    FeaturePlan plan = FeaturePlan.parse(features, "features.yaml");
    PlatformSettings settings = PlatformSettings.from(Map.of());
    EngineSettings engines = EngineSettings.of(settings, Map.of());
    FeatureJob.of(plan, settings, engines, FeatureJob.Options.defaults(2)).define(env);
    return env.getStreamGraph();
  }

  private static TreeSet<String> uids(StreamGraph graph) {
    var uids = new TreeSet<String>();
    for (StreamNode node : graph.getStreamNodes()) {
      if (node.getTransformationUID() != null) {
        uids.add(node.getTransformationUID());
      }
    }
    return uids;
  }

  @Test
  void everyOperatorHasAUidSoThatStateFindsItsWayBack() {
    // Uids are never generated, so a missing one fails here, before any cluster is asked.
    assertThat(graph(TEXT_AND_CHANNEL).getJobGraph().getVertices()).isNotEmpty();
  }

  @Test
  void theUidsThatHoldStateNeverChange() {
    assertThat(uids(graph(TEXT_AND_CHANNEL)))
        .contains(
            "videos",
            "accept-videos",
            "title-models",
            "failed-titles",
            "waiting-videos",
            "in-order-videos",
            "title-models-in-order",
            "failed-titles-in-order",
            "video-features",
            "channel-features",
            "content-index",
            "count-features",
            "signals",
            "accept-signals",
            "signal-features");
  }

  @Test
  void aPlanOfNumbersAloneNeedsNeitherModelsNorChannels() {
    assertThat(uids(graph(NUMBERS_ONLY)))
        .contains("video-features")
        .doesNotContain("title-models", "failed-titles", "channel-features", "content-index");
  }
}
