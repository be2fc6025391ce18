package com.ytempire.ml.jobs.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.jobs.retraining.RetrainingPipeline;
import com.ytempire.ml.jobs.retraining.RetrainingPlan;
import com.ytempire.ml.jobs.retraining.RetrainingsFactory;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class DriftJobTest {
  private static StreamGraph graph() {
    var env = StreamExecutionEnvironment.createLocalEnvironment(2);
    PlatformSettings settings = PlatformSettings.from(Map.of());
    new DriftJob(
            settings,
            new DriftPipeline(DriftConfig.DEFAULT, ProfileFactory.of(settings)),
            new RetrainingPipeline(
                new RetrainingPlan("offline", "experiment", TriggerRules.DEFAULT),
                RetrainingsFactory.of(settings.database())),
            2)
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
            "predictions",
            "accept-predictions",
            "outcomes",
            "accept-outcomes",
            "drift-predictions",
            "drift-outcomes",
            "drift-panes",
            "drift-profiles",
            "drift-windows",
            "drift-events-topic",
            "drift-verdicts-store",
            "retraining-verdicts",
            "retraining-triggers",
            "retraining-trainings",
            "retraining-triggers-topic",
            "dead-letters-topic");
  }
}
