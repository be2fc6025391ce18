package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.features.operator.CheckpointedCounters;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells by later snapshots of a video what became of its predictions, keyed by video. Its first
 * input are the snapshots of each video in event order, its second what models answered, in any
 * order; see {@link PendingOutcomes}.
 *
 * <p>State is one value of bytes per video, named {@code pending}, in {@link PendingFormat}. A
 * timer in event time gives predictions up whose video is not seen again. At the end of event time,
 * when a job is drained, nothing is given up: a job that goes on from there finds what waits.
 */
@SuppressWarnings("NullAway.Init") // transient fields are made in initializeState and open
final class DeriveOutcomes extends KeyedCoProcessFunction<String, Snapshot, Answer, Outcome>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  private final OutcomeRules rules;

  private transient CheckpointedCounters counters;
  private transient CheckpointedCounters.Cell outcomes;
  private transient CheckpointedCounters.Cell judged;
  private transient CheckpointedCounters.Cell correct;
  private transient CheckpointedCounters.Cell errors;
  private transient CheckpointedCounters.Cell errorMicros;
  private transient ValueState<byte[]> state;

  DeriveOutcomes(OutcomeRules rules) {
    this.rules = rules;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters =
        new CheckpointedCounters(
            List.of(
                InferenceCounters.OUTCOMES,
                InferenceCounters.JUDGED,
                InferenceCounters.CORRECT,
                InferenceCounters.ERRORS,
                InferenceCounters.ERROR_MICROS,
                InferenceCounters.EXPIRED,
                InferenceCounters.DROPPED,
                InferenceCounters.UNMEASURABLE));
    counters.restore(context.getOperatorStateStore());
    outcomes = counters.get(InferenceCounters.OUTCOMES);
    judged = counters.get(InferenceCounters.JUDGED);
    correct = counters.get(InferenceCounters.CORRECT);
    errors = counters.get(InferenceCounters.ERRORS);
    errorMicros = counters.get(InferenceCounters.ERROR_MICROS);
  }

  @Override
  public void open(OpenContext context) {
    counters.publish(getRuntimeContext());
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "pending", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void processElement1(Snapshot snapshot, Context context, Collector<Outcome> out)
      throws Exception {
    PendingFormat.State held = PendingFormat.read(context.getCurrentKey(), state.value());
    var pending = new PendingOutcomes(rules, held.pending());
    pending.take(snapshot, new Emit(out));
    keep(pending, held.timerMillis(), context);
  }

  @Override
  public void processElement2(Answer answer, Context context, Collector<Outcome> out)
      throws Exception {
    PendingFormat.State held = PendingFormat.read(context.getCurrentKey(), state.value());
    var pending = new PendingOutcomes(rules, held.pending());
    pending.take(answer, new Emit(out));
    keep(pending, held.timerMillis(), context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outcome> out)
      throws Exception {
    PendingFormat.State held = PendingFormat.read(context.getCurrentKey(), state.value());
    if (timestamp != held.timerMillis()) {
      return; // Of a value that was cleared since.
    }
    var pending = new PendingOutcomes(rules, held.pending());
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      save(pending, Long.MAX_VALUE);
      return;
    }
    pending.expire(timestamp, new Emit(out));
    keep(pending, Long.MAX_VALUE, context);
  }

  /** Saves, and sets a timer where none is set and something waits. */
  private void keep(PendingOutcomes pending, long timerMillis, Context context) throws Exception {
    long timer = timerMillis;
    long expiry = pending.nextExpiryMillis();
    if (timer == Long.MAX_VALUE
        && expiry != Long.MAX_VALUE
        && context.timerService().currentWatermark() != Long.MAX_VALUE) {
      timer = expiry;
      context.timerService().registerEventTimeTimer(timer);
    }
    save(pending, timer);
  }

  private void save(PendingOutcomes pending, long timerMillis) throws Exception {
    if (pending.isEmpty() && timerMillis == Long.MAX_VALUE) {
      state.clear();
    } else {
      state.update(PendingFormat.write(timerMillis, pending.pending()));
    }
  }

  /** Counts what comes of predictions, and sends outcomes on. */
  private final class Emit implements PendingOutcomes.Results {
    private final Collector<Outcome> out;

    Emit(Collector<Outcome> out) {
      this.out = out;
    }

    @Override
    public void outcome(Outcome outcome) {
      outcomes.increment();
      if (outcome.correct() != null) {
        judged.increment();
        correct.inc(outcome.correct() ? 1 : 0);
      }
      if (outcome.logGrowthError() != null) {
        errors.increment();
        errorMicros.inc(Math.round(Math.abs(outcome.logGrowthError()) * MICROS));
      }
      out.collect(outcome);
    }

    @Override
    public void givenUp(String counter) {
      counters.get(counter).increment();
    }
  }
}
