package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.features.operator.CheckpointedCounters;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/** Counts predictions and passes them on unchanged. */
@SuppressWarnings("NullAway.Init") // transient fields are made in initializeState
final class CountPredictions extends RichMapFunction<Prediction, Prediction>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private transient CheckpointedCounters counters;
  private transient CheckpointedCounters.Cell predictions;

  CountPredictions() {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(List.of(InferenceCounters.PREDICTIONS));
    counters.restore(context.getOperatorStateStore());
    predictions = counters.get(InferenceCounters.PREDICTIONS);
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
  public Prediction map(Prediction prediction) {
    predictions.increment();
    return prediction;
  }
}
