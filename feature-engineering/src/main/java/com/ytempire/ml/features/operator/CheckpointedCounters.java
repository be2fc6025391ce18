package com.ytempire.ml.features.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;

/**
 * Counters that survive failures exactly: they are part of the checkpoint, so a record that is
 * replayed after a recovery is counted once. Each is published as a Flink accumulator, for the
 * job's final report, and as a metric, for dashboards.
 *
 * <p>Confined to the task thread. Call {@link #restore} in {@code initializeState}, {@link
 * #publish} in {@code open}, and {@link #snapshot} in {@code snapshotState}.
 */
public final class CheckpointedCounters {
  private static final String STATE_NAME = "counters";

  private final Map<String, Cell> cells = new LinkedHashMap<>();
  private ListState<Tuple2<String, Long>> state;

  /** One counter. Its metric reads the accumulator, so that counting costs one addition. */
  public static final class Cell implements Counter {
    private final LongCounter accumulator = new LongCounter();

    public void increment() {
      accumulator.add(1);
    }

    @Override
    public void inc() {
      accumulator.add(1);
    }

    @Override
    public void inc(long count) {
      accumulator.add(count);
    }

    @Override
    public void dec() {
      throw new IllegalStateException("a counter of what happened never goes back");
    }

    @Override
    public void dec(long count) {
      dec();
    }

    @Override
    public long getCount() {
      return accumulator.getLocalValuePrimitive();
    }
  }

  /**
   * @param names names of the counters; fixed for the operator's life
   */
  @SuppressWarnings("NullAway.Init") // state is set by restore, before anything else can run
  public CheckpointedCounters(Iterable<String> names) {
    names.forEach(name -> cells.put(name, new Cell()));
  }

  public Cell get(String name) {
    Cell cell = cells.get(name);
    if (cell == null) {
      throw new IllegalArgumentException("unknown counter " + name + "; known: " + cells.keySet());
    }
    return cell;
  }

  /** Takes up the counts of the checkpoint that the job resumes from. */
  public void restore(OperatorStateStore store) throws Exception {
    state =
        store.getListState(
            new ListStateDescriptor<>(STATE_NAME, Types.TUPLE(Types.STRING, Types.LONG)));
    for (Tuple2<String, Long> saved : state.get()) {
      // A counter whose feature is no longer declared keeps no place to be counted in.
      Cell cell = cells.get(saved.f0);
      if (cell != null) {
        cell.accumulator.add(saved.f1);
      }
    }
  }

  public void publish(RuntimeContext context) {
    cells.forEach(
        (name, cell) -> {
          context.addAccumulator(name, cell.accumulator);
          context.getMetricGroup().counter(name, cell);
        });
  }

  public void snapshot() throws Exception {
    state.clear();
    for (Map.Entry<String, Cell> cell : cells.entrySet()) {
      state.add(Tuple2.of(cell.getKey(), cell.getValue().getCount()));
    }
  }
}
