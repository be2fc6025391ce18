package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Turns a snapshot's features into one write for its video and one for its channel. */
final class SplitByEntity extends ProcessFunction<EventFeatures, FeatureWrite> {
  private static final long serialVersionUID = 1L;

  private final boolean hasVideoColumns;
  private final boolean hasChannelColumns;

  SplitByEntity(FeaturePlan plan) {
    this.hasVideoColumns = !plan.videoSchema().columns().isEmpty();
    this.hasChannelColumns = !plan.channelSchema().columns().isEmpty();
  }

  @Override
  public void processElement(EventFeatures event, Context context, Collector<FeatureWrite> out) {
    if (hasVideoColumns) {
      out.collect(event.videoWrite());
    }
    if (hasChannelColumns) {
      event.channelWrite().ifPresent(out::collect);
    }
  }
}
