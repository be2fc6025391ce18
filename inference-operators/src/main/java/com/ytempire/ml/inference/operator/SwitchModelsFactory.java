package com.ytempire.ml.inference.operator;

import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.util.OutputTag;

/** Makes {@link SwitchModels} where it runs, because it needs the task's mailbox. */
final class SwitchModelsFactory<I> extends AbstractStreamOperatorFactory<Routed<I>>
    implements TwoInputStreamOperatorFactory<I, ModelUpdate, Routed<I>> {
  private static final long serialVersionUID = 1L;

  private final List<ModelQuery<I>> queries;
  private final EnginesForDevices provider;
  private final OutputTag<ModelSwitchReport> reports;

  SwitchModelsFactory(
      List<ModelQuery<I>> queries,
      EnginesForDevices provider,
      OutputTag<ModelSwitchReport> reports) {
    this.queries = List.copyOf(queries);
    this.provider = provider;
    this.reports = reports;
  }

  @Override
  @SuppressWarnings("unchecked") // The caller names the type that it wants; there is only one.
  public <T extends StreamOperator<Routed<I>>> T createStreamOperator(
      StreamOperatorParameters<Routed<I>> parameters) {
    return (T) new SwitchModels<>(parameters, queries, provider, reports);
  }

  @Override
  @SuppressWarnings("rawtypes") // As the interface declares it.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return SwitchModels.class;
  }
}
