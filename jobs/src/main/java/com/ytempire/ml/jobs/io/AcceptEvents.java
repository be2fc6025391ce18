package com.ytempire.ml.jobs.io;

import com.ytempire.ml.features.operator.CheckpointedCounters;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets events through, sends broken records to the dead letters, and drops heartbeats.
 *
 * @param <R> kind of source record
 * @param <O> what an event becomes
 */
@SuppressWarnings("NullAway.Init") // transient fields are made in initializeState, before open
public final class AcceptEvents<R extends SourceRecord, O> extends ProcessFunction<R, O>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Counter of the records that could not be read. */
  public static final String DEAD_LETTERED = "dead-lettered";

  private final String counterName;
  private final Conversion<R, O> conversion;
  private final long untilMillis;

  private transient CheckpointedCounters counters;
  private transient CheckpointedCounters.Cell eventsIn;
  private transient CheckpointedCounters.Cell deadLettered;

  /** Makes of an event what the next step takes. */
  public interface Conversion<R, O> extends Serializable {
    O convert(R record);
  }

  /**
   * @param counterName under which the events are counted
   * @param until events at or after this time are dropped: the run does not ask for them
   */
  public AcceptEvents(String counterName, Conversion<R, O> conversion, Instant until) {
    this.counterName = counterName;
    this.conversion = conversion;
    this.untilMillis = until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(List.of(counterName, DEAD_LETTERED));
    counters.restore(context.getOperatorStateStore());
    eventsIn = counters.get(counterName);
    deadLettered = counters.get(DEAD_LETTERED);
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
  public void processElement(R record, Context context, Collector<O> out) {
    switch (record.kind()) {
      case EVENT -> {
        if (record.eventMillis() >= untilMillis) {
          return;
        }
        eventsIn.increment();
        out.collect(conversion.convert(record));
      }
      case BROKEN -> {
        deadLettered.increment();
        context.output(DeadLetterTag.DEAD_LETTERS, Objects.requireNonNull(record.deadLetter()));
      }
      case HEARTBEAT -> {
        // Its work is done: the source made a watermark of it.
      }
    }
  }
}
