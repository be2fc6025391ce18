package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.config.WindowRules;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnVerdict;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.detect.WindowJudge;
import com.ytempire.ml.drift.detect.WindowVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.sample.PaneSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts panes together to windows and judges these, keyed by what is judged together. Holds the
 * panes of the longest window, the version's profile, and the statistics of the last {@link
 * #HISTORY} tumbling windows of each column. A sliding window is judged where its last slide has
 * rows.
 */
final class JudgeWindows extends KeyedProcessFunction<String, ReferencePane, DriftEvent> {
  private static final long serialVersionUID = 1L;

  private final DriftConfig config;
  private transient WindowJudge judge;
  private transient ReadProfiles read;
  private transient MapState<Long, PaneSample> panes;
  private transient MapState<String, double[]> histories;
  private transient ValueState<ReferencePane> last;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  JudgeWindows(DriftConfig config) {
    this.config = config;
  }

  static String key(ReferencePane pane) {
    return pane.pane().key().text();
  }

  @Override
  public void open(OpenContext context) {
    judge = new WindowJudge(config);
    read = new ReadProfiles();
    var state = getRuntimeContext();
    panes =
        state.getMapState(
            new MapStateDescriptor<>("panes", Types.LONG, TypeInformation.of(PaneSample.class)));
    histories =
        state.getMapState(
            new MapStateDescriptor<>(
                "histories",
                Types.STRING,
                PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
    last =
        state.getState(
            new ValueStateDescriptor<>("reference", TypeInformation.of(ReferencePane.class)));
  }

  @Override
  public void processElement(ReferencePane pane, Context context, Collector<DriftEvent> out)
      throws Exception {
    WindowRules windows = config.windows();
    long start = pane.pane().start();
    panes.put(start, pane.pane().sample());
    // Its rows are kept with the panes; what stays here is whom it is of, and the profile.
    last.update(
        new ReferencePane(
            new ClosedPane(pane.pane().key(), start, PaneSample.EMPTY),
            pane.profile(),
            pane.reason()));
    var timers = context.timerService();
    timers.registerEventTimeTimer(end(start, windows.tumbling()) - 1);
    if (windows.isSlidingApart()) {
      timers.registerEventTimeTimer(end(start, windows.slide()) - 1);
    }
  }

  private static long end(long start, Duration length) {
    return Panes.end(Panes.start(start, length), length);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<DriftEvent> out)
      throws Exception {
    WindowRules windows = config.windows();
    ReferencePane reference = last.value();
    if (reference == null) {
      return;
    }
    long end = time + 1;
    var held = new TreeMap<Long, PaneSample>();
    for (Map.Entry<Long, PaneSample> pane : panes.entries()) {
      held.put(pane.getKey(), pane.getValue());
    }
    if (end % windows.tumbling().toMillis() == 0) {
      judge(reference, WindowKind.TUMBLING, end, windows.tumbling(), held, out);
    }
    boolean isSlide = windows.isSlidingApart() && end % windows.slide().toMillis() == 0;
    if (isSlide && !held.subMap(end - windows.slide().toMillis(), end).isEmpty()) {
      judge(reference, WindowKind.SLIDING, end, windows.sliding(), held, out);
    }
    forget(held, end, windows);
  }

  /** Panes that no window to come needs. */
  private void forget(TreeMap<Long, PaneSample> held, long end, WindowRules windows)
      throws Exception {
    long tumbling = Panes.start(end, windows.tumbling());
    long sliding =
        windows.isSlidingApart()
            ? Panes.start(end, windows.slide())
                + windows.slide().toMillis()
                - windows.sliding().toMillis()
            : tumbling;
    for (Long start : held.headMap(Math.min(tumbling, sliding)).keySet()) {
      panes.remove(start);
    }
  }

  private void judge(
      ReferencePane reference,
      WindowKind kind,
      long end,
      Duration length,
      TreeMap<Long, PaneSample> held,
      Collector<DriftEvent> out)
      throws Exception {
    List<PaneSample> parts = new ArrayList<>(held.subMap(end - length.toMillis(), end).values());
    if (parts.isEmpty()) {
      return;
    }
    Observation.Key key = reference.pane().key();
    PaneSample sample = PaneSample.merge(parts, config.windows().maxSamples());
    ReadProfiles.Read profile =
        read.of(new ModelRef(key.model(), key.version()), reference.profile(), reference.reason());
    ReferenceProfile by = profile.profile();
    WindowVerdict verdict = judge.judge(sample.window(key.family()), by);
    if (by == null) {
      verdict = verdict.because(profile.reason());
    }
    for (ColumnVerdict column : verdict.columns()) {
      ChangeShape shape = shape(kind, column);
      out.collect(
          DriftEvent.of(
              key.model(),
              key.version(),
              key.slice(),
              kind,
              Instant.ofEpochMilli(end - length.toMillis()),
              Instant.ofEpochMilli(end),
              verdict,
              column,
              shape));
    }
  }

  /** How a column has changed, by the windows that tumble, the one that is judged among them. */
  private ChangeShape shape(WindowKind kind, ColumnVerdict column) throws Exception {
    String name = column.kind() + "|" + column.name();
    double[] before = histories.get(name);
    double[] now = before == null ? new double[0] : before;
    if (kind == WindowKind.TUMBLING && column.isTested()) {
      int from = Math.max(0, now.length + 1 - ChangeShape.MOST_WINDOWS);
      double[] longer = Arrays.copyOfRange(now, from, now.length + 1);
      longer[longer.length - 1] = column.statistic();
      histories.put(name, longer);
      now = longer;
    }
    return column.verdict() == DriftVerdict.DRIFT ? ChangeShape.of(now) : ChangeShape.UNKNOWN;
  }
}
