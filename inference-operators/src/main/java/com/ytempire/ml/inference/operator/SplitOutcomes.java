package com.ytempire.ml.inference.operator;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Passes results on; failures and timeouts go to their side outputs. */
final class SplitOutcomes<I, O> extends ProcessFunction<Outcome<I, O>, O> {
  private static final long serialVersionUID = 1L;

  private final OutputTag<FailedInference<I>> failures;
  private final OutputTag<FailedInference<I>> timeouts;

  SplitOutcomes(OutputTag<FailedInference<I>> failures, OutputTag<FailedInference<I>> timeouts) {
    this.failures = failures;
    this.timeouts = timeouts;
  }

  @Override
  public void processElement(Outcome<I, O> outcome, Context context, Collector<O> out) {
    O result = outcome.result();
    if (result != null) {
      out.collect(result);
    }
    FailedInference<I> failure = outcome.failure();
    if (failure != null) {
      context.output(failure.isTimeout() ? timeouts : failures, failure);
    }
  }
}
