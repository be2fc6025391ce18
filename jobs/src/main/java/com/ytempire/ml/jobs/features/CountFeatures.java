package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.operator.CheckpointedCounters;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/** Counts, per column, the values that are not null, and passes every element on unchanged. */
@SuppressWarnings("NullAway.Init") // transient fields are made in initializeState, before open
final class CountFeatures extends RichMapFunction<EventFeatures, EventFeatures>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final FeatureSchema videos;
  private final FeatureSchema channels;

  private transient CheckpointedCounters features;
  private transient CheckpointedCounters.Cell eventsOut;
  private transient Columns videoColumns;
  private transient Columns channelColumns;

  CountFeatures(FeaturePlan plan) {
    this.videos = plan.videoSchema();
    this.channels = plan.channelSchema();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    List<String> names =
        Stream.concat(
                Stream.of(JobCounters.EVENTS_OUT),
                Stream.concat(videos.columns().stream(), channels.columns().stream())
                    .map(column -> JobCounters.FEATURE_PREFIX + column.name()))
            .toList();
    features = new CheckpointedCounters(names);
    features.restore(context.getOperatorStateStore());
    eventsOut = features.get(JobCounters.EVENTS_OUT);
    videoColumns = new Columns(videos, features);
    channelColumns = new Columns(channels, features);
  }

  @Override
  public void open(OpenContext context) {
    features.publish(getRuntimeContext());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    features.snapshot();
  }

  @Override
  public EventFeatures map(EventFeatures event) {
    eventsOut.increment();
    videoColumns.count(event.videoNumbers(), event.videoEmbeddings());
    channelColumns.count(event.channelNumbers(), event.channelEmbeddings());
    return event;
  }

  /** The counters of one schema, by slot, so that counting touches arrays only. */
  private static final class Columns {
    private final CheckpointedCounters.Cell[] numbers;
    private final CheckpointedCounters.Cell[] embeddings;

    Columns(FeatureSchema schema, CheckpointedCounters counters) {
      numbers = new CheckpointedCounters.Cell[schema.numberCount()];
      embeddings = new CheckpointedCounters.Cell[schema.embeddingCount()];
      for (FeatureColumn column : schema.columns()) {
        var cell = counters.get(JobCounters.FEATURE_PREFIX + column.name());
        (column.kind() == ValueKind.EMBEDDING ? embeddings : numbers)[column.slot()] = cell;
      }
    }

    void count(double[] values, float[][] vectors) {
      for (int i = 0; i < numbers.length; i++) {
        if (!Double.isNaN(values[i])) {
          numbers[i].increment();
        }
      }
      for (int i = 0; i < embeddings.length; i++) {
        if (vectors[i] != null) {
          embeddings[i].increment();
        }
      }
    }
  }
}
