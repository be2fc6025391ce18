package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.drift.config.WindowRules;
import com.ytempire.ml.drift.sample.PaneSample;
import com.ytempire.ml.drift.sample.UnitHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the latest row of each unit of a pane, of no more units than the file says, and hands them
 * on when event time has passed the pane. Keyed by what is judged together and pane; an event costs
 * a read and a write of one row. What is kept depends on the rows, not on their order.
 */
final class SamplePanes extends KeyedProcessFunction<String, Observation, ClosedPane> {
  private static final long serialVersionUID = 1L;

  private final WindowRules rules;
  private transient MapState<Long, SampledRow> rows;
  private transient ValueState<PaneHead> head;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  SamplePanes(WindowRules rules) {
    this.rules = rules;
  }

  /** By what rows are brought together. */
  static String key(Observation row, WindowRules rules) {
    return row.key().text() + "|" + Panes.start(row.timeMillis(), rules.pane());
  }

  @Override
  public void open(OpenContext context) {
    rows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("rows", Types.LONG, TypeInformation.of(SampledRow.class)));
    head =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("head", TypeInformation.of(PaneHead.class)));
  }

  @Override
  public void processElement(Observation row, Context context, Collector<ClosedPane> out)
      throws Exception {
    PaneHead before = head.value();
    long start = Panes.start(row.timeMillis(), rules.pane());
    if (before == null) {
      before = new PaneHead(row.key(), start, List.of(), 0, 0, Long.MAX_VALUE);
      context.timerService().registerEventTimeTimer(Panes.end(start, rules.pane()) - 1);
    }
    PaneHead now = before.with(row.values().keySet());
    long unit = UnitHash.of(row.unit());
    if (unit <= now.most()) {
      SampledRow known = rows.get(unit);
      if (known == null || known.isBefore(row.timeMillis(), row.eventId())) {
        rows.put(unit, new SampledRow(row.timeMillis(), row.eventId(), now.values(row.values())));
      }
      if (known == null) {
        now = now.oneMore();
        // Seldom, so that leaving units out costs little for each event.
        if (now.kept() > 2 * rules.maxSamples()) {
          now = leaveOut(now);
        }
      }
    }
    head.update(now);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ClosedPane> out)
      throws Exception {
    PaneHead last = head.value();
    if (last == null) {
      return;
    }
    PaneHead now = last.kept() > rules.maxSamples() ? leaveOut(last) : last;
    var ordered = new TreeMap<Long, SampledRow>();
    for (Map.Entry<Long, SampledRow> row : rows.entries()) {
      ordered.put(row.getKey(), row.getValue());
    }
    out.collect(new ClosedPane(now.key(), now.start(), sample(now, ordered)));
    rows.clear();
    head.clear();
  }

  /** Leaves the units with the greatest hashes out. */
  private PaneHead leaveOut(PaneHead now) throws Exception {
    var units = new TreeSet<Long>();
    for (Long unit : rows.keys()) {
      units.add(unit);
    }
    while (units.size() > rules.maxSamples()) {
      rows.remove(units.pollLast());
    }
    return now.upTo(units.last(), units.size());
  }

  private static PaneSample sample(PaneHead head, TreeMap<Long, SampledRow> ordered) {
    List<String> columns = new ArrayList<>(head.columns());
    int width = columns.size();
    long[] units = new long[ordered.size()];
    long[] times = new long[units.length];
    float[] values = new float[units.length * width];
    Arrays.fill(values, Float.NaN);
    int at = 0;
    for (Map.Entry<Long, SampledRow> row : ordered.entrySet()) {
      units[at] = row.getKey();
      times[at] = row.getValue().timeMillis();
      float[] own = row.getValue().values();
      System.arraycopy(own, 0, values, at * width, own.length);
      at++;
    }
    return new PaneSample(columns, units, times, values, head.most(), head.seen());
  }
}
