package com.ytempire.ml.jobs.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.operator.ModelUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class InferenceJobTest {
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

  private static final ModelRef FIRST = new ModelRef(InferenceJob.MODEL, "0.1.0");

  private static StreamGraph graph() {
    var env = StreamExecutionEnvironment.createLocalEnvironment(2);
    new InferenceJob(
            PlatformSettings.from(Map.of()),
            VectorNames.of(PLAN),
            FIRST,
            e -> e.fromData(new ModelUpdate(FIRST, Instant.EPOCH)).uid("model-updates"),
            devices -> {
              throw new IllegalStateException("not before it runs");
            },
            InferenceJob.Options.defaults(Duration.ofSeconds(5), 2))
        .define(env);
    return env.getStreamGraph();
  }

  @Test
  void everyOperatorHasAUidSoThatStateFindsItsWayBack() {
    // Uids are never generated, so a missing one fails here, before any cluster is asked.
    assertThat(graph().getJobGraph().getVertices()).isNotEmpty();
  }

  @Test
  void theUidsThatHoldStateNeverChange() {
    var uids = new TreeSet<String>();
    for (StreamNode node : graph().getStreamNodes()) {
      if (node.getTransformationUID() != null) {
        uids.add(node.getTransformationUID());
      }
    }
    assertThat(uids)
        .contains(
            "feature-vectors",
            "accept-vectors",
            "earlier-snapshots",
            "score-vectors",
            "score-vectors-versions",
            "count-predictions",
            "failed-vectors",
            "outcomes",
            "predictions-topic",
            "outcomes-topic",
            "dead-letters-topic",
            "prediction-log");
  }

  @Test
  void readsEveryNumberOfAVectorButNoEmbedding() {
    assertThat(VectorNames.of(PLAN))
        .contains("views", "likes", "comments", "delta_views", "view_velocity")
        .doesNotContain("title_embedding")
        .doesNotHaveDuplicates();
  }
}
