package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.features.operator.CheckpointedCounters;
import com.ytempire.ml.jobs.io.VideoVectorWriter;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts vectors that no model answered and makes dead letters of them, with the reason. */
@SuppressWarnings("NullAway.Init") // transient fields are made in initializeState
final class ReportFailures extends ProcessFunction<FailedVector, DeadLetter>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Stage that such a letter names. */
  static final String STAGE = "inference";

  private transient CheckpointedCounters counters;
  private transient CheckpointedCounters.Cell failed;

  ReportFailures() {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(List.of(InferenceCounters.FAILED));
    counters.restore(context.getOperatorStateStore());
    failed = counters.get(InferenceCounters.FAILED);
  }

  @Override
  public void open(OpenContext context) {
    counters.publish(getRuntimeContext());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void processElement(FailedVector failure, Context context, Collector<DeadLetter> out) {
    failed.increment();
    out.collect(
        new DeadLetter(
            failure.vector().entityId(),
            failure.vector().eventTime().toEpochMilli(),
            VideoVectorWriter.write(failure.vector()),
            failure.reason(),
            STAGE,
            Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
  }
}
