package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import com.ytempire.ml.features.operator.CheckpointedCounters;
import com.ytempire.ml.features.operator.EnrichedVideo;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes every snapshot on; one whose title no model could read is counted, and a copy goes to the
 * dead letters with the reason, because its text features are null for want of a model and not for
 * want of a title.
 */
@SuppressWarnings("NullAway.Init") // transient fields are made in initializeState and open
final class ReportFailedTitles extends ProcessFunction<EnrichedVideo, EnrichedVideo>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Stage that such a letter names. */
  static final String STAGE = "title-models";

  private transient CheckpointedCounters counters;
  private transient VideoEventWriter writer;

  ReportFailedTitles() {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(List.of(JobCounters.TITLES_FAILED));
    counters.restore(context.getOperatorStateStore());
  }

  @Override
  public void open(OpenContext context) {
    writer = new VideoEventWriter();
    counters.publish(getRuntimeContext());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void processElement(EnrichedVideo video, Context context, Collector<EnrichedVideo> out) {
    if (video.textFailure() != null) {
      counters.get(JobCounters.TITLES_FAILED).increment();
      context.output(
          DeadLetterTag.DEAD_LETTERS,
          new DeadLetter(
              video.event().seriesId(),
              video.position(),
              writer.write(video.event()),
              "title: " + video.textFailure() + "; the event goes on without text features",
              STAGE,
              Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
    }
    out.collect(video);
  }
}
