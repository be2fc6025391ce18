package com.ytempire.ml.jobs.io.registry;

import com.ytempire.ml.inference.operator.ModelUpdate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The versions that the registry makes active, as an endless stream: one update per model at the
 * start, and one whenever another version became active. Polled, so two changes within an interval
 * give one update. A model without an active version gives none.
 *
 * <p>State: the version emitted last per model, so that a restart repeats nothing.
 */
public final class RegistryUpdates
    implements Source<ModelUpdate, RegistrySplit, List<RegistrySplit>>,
        ResultTypeQueryable<ModelUpdate> {
  private static final long serialVersionUID = 1L;

  /** Counter of polls that the registry did not answer. */
  public static final String FAILED_POLLS = "registryFailedPolls";

  private final RegistryFactory factory;
  private final Set<String> models;
  private final Duration interval;
  private final Clock clock;

  /**
   * @param models names of models, at least one
   * @param interval time between polls, at least 1 ms
   * @param clock one that can be serialized, such as the system's
   */
  public RegistryUpdates(
      RegistryFactory factory, Set<String> models, Duration interval, Clock clock) {
    if (models.isEmpty() || interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "registry updates: models %s every %s; expected at least one, at least 1 ms"
              .formatted(models, interval));
    }
    this.factory = factory;
    this.models = Set.copyOf(models);
    this.interval = interval;
    this.clock = clock;
  }

  /**
   * The stream, from one subtask.
   *
   * @param uid of the source's state
   */
  public SingleOutputStreamOperator<ModelUpdate> stream(
      StreamExecutionEnvironment env, String uid) {
    return env.fromSource(this, WatermarkStrategy.noWatermarks(), "Active model versions")
        .uid(uid)
        .setParallelism(1);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<ModelUpdate, RegistrySplit> createReader(SourceReaderContext context) {
    return new RegistryReader(
        factory, models, interval, clock, context.metricGroup().counter(FAILED_POLLS));
  }

  @Override
  public SplitEnumerator<RegistrySplit, List<RegistrySplit>> createEnumerator(
      SplitEnumeratorContext<RegistrySplit> context) {
    return new RegistryEnumerator(context, List.of(new RegistrySplit(Map.of())));
  }

  @Override
  public SplitEnumerator<RegistrySplit, List<RegistrySplit>> restoreEnumerator(
      SplitEnumeratorContext<RegistrySplit> context, List<RegistrySplit> waiting) {
    return new RegistryEnumerator(context, waiting);
  }

  @Override
  public SimpleVersionedSerializer<RegistrySplit> getSplitSerializer() {
    return RegistrySplitsFormat.ofOne();
  }

  @Override
  public SimpleVersionedSerializer<List<RegistrySplit>> getEnumeratorCheckpointSerializer() {
    return new RegistrySplitsFormat();
  }

  @Override
  public TypeInformation<ModelUpdate> getProducedType() {
    return TypeInformation.of(ModelUpdate.class);
  }
}
