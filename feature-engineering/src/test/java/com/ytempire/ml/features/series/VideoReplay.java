package com.ytempire.ml.features.series;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays events of one video through a plan, keeping its state as a caller would. */
final class VideoReplay {
  private final FeaturePlan plan;
  private final VideoSeries series;
  private final double[] numbers;
  private double[] inputs = {};
  final List<ClosedWindow> closed = new ArrayList<>();
  byte @Nullable [] state;

  VideoReplay(FeaturePlan plan) {
    this.plan = plan;
    this.series = plan.newVideoSeries();
    this.numbers = new double[plan.videoSchema().numberCount()];
  }

  static VideoReplay of(String... engagementFeatures) {
    return new VideoReplay(plan(engagementFeatures));
  }

  static FeaturePlan plan(String... engagementFeatures) {
    return FeaturePlan.parse(
        "features:\n  engagement:\n    - {" + String.join("}\n    - {", engagementFeatures) + "}\n",
        "f.yaml");
  }

  Outcome advance(VideoEvent event) {
    float[][] embeddings = new float[plan.videoSchema().embeddingCount()][];
    Outcome outcome = series.advance(state, event, null, Double.NaN, numbers, embeddings);
    if (outcome == Outcome.COMPUTED) {
      series.drainClosed(closed::add);
      inputs = series.inputs();
      state = series.nextState();
    }
    return outcome;
  }

  void closeWindows(long watermarkMillis) {
    state = series.closeWindows(state, watermarkMillis);
    series.drainClosed(closed::add);
  }

  long nextWindowEnd() {
    return series.nextWindowEnd(state);
  }

  double[] inputs() {
    return inputs;
  }

  double value(String columnName) {
    FeatureColumn column = plan.videoSchema().find(columnName).orElseThrow();
    return numbers[column.slot()];
  }
}
