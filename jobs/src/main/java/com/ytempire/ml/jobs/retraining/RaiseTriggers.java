package com.ytempire.ml.jobs.retraining;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.trigger.JudgedWindow;
import com.ytempire.ml.drift.trigger.TriggerPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gathers the verdicts on a version's windows and raises triggers, as JSON, keyed by {@link #key}.
 * A window is complete when the watermark has passed its end; windows of both kinds that end
 * together raise one trigger, in whatever order their verdicts came. Holds what had drifted in the
 * last few windows of each kind.
 */
final class RaiseTriggers extends KeyedProcessFunction<String, DriftEvent, String> {
  private static final long serialVersionUID = 1L;

  private final TriggerRules rules;
  private transient TriggerPolicy policy;

  /** By {@link #place} of the window: its start and its evidence. */
  private transient MapState<String, Long> starts;

  private transient MapState<String, String> evidence;
  private transient ValueState<Long> lastTrigger;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  RaiseTriggers(TriggerRules rules) {
    this.rules = rules;
  }

  /** Whether a verdict says anything on whether a version is to be trained anew. */
  static boolean counts(DriftEvent event) {
    DriftVerdict window = event.windowVerdict();
    return event.slice().equals(DriftEvent.ALL)
        && (window == DriftVerdict.DRIFT || window == DriftVerdict.STABLE);
  }

  static String key(DriftEvent event) {
    return event.version() + "|" + event.model();
  }

  @Override
  public void open(OpenContext context) {
    policy = new TriggerPolicy(rules);
    var state = getRuntimeContext();
    starts = state.getMapState(new MapStateDescriptor<>("window-starts", Types.STRING, Types.LONG));
    evidence =
        state.getMapState(new MapStateDescriptor<>("window-evidence", Types.STRING, Types.STRING));
    lastTrigger = state.getState(new ValueStateDescriptor<>("last-trigger", Types.LONG));
  }

  @Override
  public void processElement(DriftEvent event, Context context, Collector<String> out)
      throws Exception {
    long end = event.windowEnd().toEpochMilli();
    String place = place(event.window(), end);
    starts.put(place, event.windowStart().toEpochMilli());
    if (event.verdict() == DriftVerdict.DRIFT) {
      List<TriggerEvidence> all = new ArrayList<>(evidenceOf(place));
      all.add(TriggerPolicy.evidence(event));
      evidence.put(place, RetrainingTriggerJson.write(TriggerPolicy.strongest(all)));
    }
    context.timerService().registerEventTimeTimer(end);
  }

  private static String place(WindowKind kind, long end) {
    return kind.word() + "|" + end;
  }

  private List<TriggerEvidence> evidenceOf(String place) throws Exception {
    String json = evidence.get(place);
    return json == null ? List.of() : RetrainingTriggerJson.readEvidence(json);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
    Map<WindowKind, List<JudgedWindow>> judged = new EnumMap<>(WindowKind.class);
    for (WindowKind kind : WindowKind.values()) {
      judged.put(kind, judged(kind, time));
    }
    Long last = lastTrigger.value();
    var trigger =
        policy.decide(
            model(context.getCurrentKey()),
            judged,
            Instant.ofEpochMilli(time),
            last == null ? null : Instant.ofEpochMilli(last));
    if (trigger.isPresent()) {
      lastTrigger.update(time);
      out.collect(RetrainingTriggerJson.write(trigger.get()));
    }
  }

  private static ModelRef model(String key) throws IOException {
    int at = key.indexOf('|');
    if (at < 0) {
      throw new IOException("a key of verdicts is '%s'".formatted(key));
    }
    return new ModelRef(key.substring(at + 1), key.substring(0, at));
  }

  /** The windows that end by then, in order; forgets those that no decision needs any longer. */
  private List<JudgedWindow> judged(WindowKind kind, long time) throws Exception {
    var byEnd = new TreeMap<Long, Long>();
    String prefix = kind.word() + "|";
    for (Map.Entry<String, Long> window : starts.entries()) {
      if (window.getKey().startsWith(prefix)) {
        long end = Long.parseLong(window.getKey().substring(prefix.length()));
        if (end <= time) {
          byEnd.put(end, window.getValue());
        }
      }
    }
    while (byEnd.size() > policy.windows()) {
      String oldest = place(kind, byEnd.pollFirstEntry().getKey());
      starts.remove(oldest);
      evidence.remove(oldest);
    }
    List<JudgedWindow> judged = new ArrayList<>();
    for (Map.Entry<Long, Long> window : byEnd.entrySet()) {
      judged.add(
          new JudgedWindow(
              Instant.ofEpochMilli(window.getValue()),
              Instant.ofEpochMilli(window.getKey()),
              evidenceOf(place(kind, window.getKey()))));
    }
    return judged;
  }
}
