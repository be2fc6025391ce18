package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.CoalescedWrites;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns a snapshot's features into one write for its video and one for its channel. A write that no
 * store would take becomes a dead letter with the snapshot instead, so that sinks never see it.
 */
@SuppressWarnings("NullAway.Init") // transient fields are made in open
final class SplitByEntity extends ProcessFunction<EventFeatures, FeatureWrite> {
  private static final long serialVersionUID = 1L;

  /** Stage that such a letter names. */
  static final String STAGE = "store-write";

  private final boolean hasVideoColumns;
  private final boolean hasChannelColumns;

  private transient VideoEventWriter writer;
  private transient Counter refused;

  SplitByEntity(FeaturePlan plan) {
    this.hasVideoColumns = !plan.videoSchema().columns().isEmpty();
    this.hasChannelColumns = !plan.channelSchema().columns().isEmpty();
  }

  @Override
  public void open(OpenContext context) {
    writer = new VideoEventWriter();
    refused = getRuntimeContext().getMetricGroup().counter(JobCounters.WRITES_REFUSED);
  }

  @Override
  public void processElement(EventFeatures event, Context context, Collector<FeatureWrite> out) {
    if (hasVideoColumns) {
      collect(event.videoWrite(), event, context, out);
    }
    if (hasChannelColumns) {
      event.channelWrite().ifPresent(write -> collect(write, event, context, out));
    }
  }

  private void collect(
      FeatureWrite write, EventFeatures event, Context context, Collector<FeatureWrite> out) {
    String refusal = CoalescedWrites.refusal(write);
    if (refusal == null) {
      out.collect(write);
      return;
    }
    refused.inc();
    context.output(
        DeadLetterTag.DEAD_LETTERS,
        new DeadLetter(
            event.event().seriesId(),
            event.position(),
            writer.write(event.event()),
            "%s: %s".formatted(write.entity().type(), refusal),
            STAGE,
            Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
  }
}
