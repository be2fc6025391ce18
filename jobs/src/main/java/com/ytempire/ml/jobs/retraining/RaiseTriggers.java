package com.ytempire.ml.jobs.retraining;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.trigger.JudgedWindow;
import com.ytempire.ml.drift.trigger.TriggerPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
 * Gathers the verdicts on a version's windows of one length and raises triggers, as JSON, keyed by
 * {@link #key}. A window is complete when the watermark has passed its end. Holds what had drifted
 * in the last few windows.
 */
final class RaiseTriggers extends KeyedProcessFunction<String, DriftEvent, String> {
  private static final long serialVersionUID = 1L;

  private final TriggerRules rules;
  private transient TriggerPolicy policy;

  /** By end of the window: its start and its evidence. */
  private transient MapState<Long, Long> starts;

  private transient MapState<Long, String> evidence;
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
    return event.window().word() + "|" + event.version() + "|" + event.model();
  }

  @Override
  public void open(OpenContext context) {
    policy = new TriggerPolicy(rules);
    var state = getRuntimeContext();
    starts = state.getMapState(new MapStateDescriptor<>("starts", Types.LONG, Types.LONG));
    evidence = state.getMapState(new MapStateDescriptor<>("evidence", Types.LONG, Types.STRING));
    lastTrigger = state.getState(new ValueStateDescriptor<>("last-trigger", Types.LONG));
  }

  @Override
  public void processElement(DriftEvent event, Context context, Collector<String> out)
      throws Exception {
    long end = event.windowEnd().toEpochMilli();
    starts.put(end, event.windowStart().toEpochMilli());
    if (event.verdict() == DriftVerdict.DRIFT) {
      List<TriggerEvidence> all = new ArrayList<>(evidenceOf(end));
      all.add(TriggerPolicy.evidence(event));
      evidence.put(end, RetrainingTriggerJson.write(TriggerPolicy.strongest(all)));
    }
    context.timerService().registerEventTimeTimer(end);
  }

  private List<TriggerEvidence> evidenceOf(long end) throws Exception {
    String json = evidence.get(end);
    return json == null ? List.of() : RetrainingTriggerJson.readEvidence(json);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
    List<JudgedWindow> judged = judged(time);
    if (judged.isEmpty()) {
      return;
    }
    Long last = lastTrigger.value();
    var trigger =
        policy.decide(
            model(context.getCurrentKey()),
            judged,
            last == null ? null : Instant.ofEpochMilli(last));
    if (trigger.isPresent()) {
      lastTrigger.update(time);
      out.collect(RetrainingTriggerJson.write(trigger.get()));
    }
  }

  private static ModelRef model(String key) throws IOException {
    String[] parts = key.split("\\|", 3);
    if (parts.length != 3) {
      throw new IOException("a key of verdicts is '%s'".formatted(key));
    }
    return new ModelRef(parts[2], parts[1]);
  }

  /** The windows that end by then, in order; forgets those that no decision needs any longer. */
  private List<JudgedWindow> judged(long time) throws Exception {
    var byEnd = new TreeMap<Long, Long>();
    for (Map.Entry<Long, Long> window : starts.entries()) {
      if (window.getKey() <= time) {
        byEnd.put(window.getKey(), window.getValue());
      }
    }
    while (byEnd.size() > policy.windows()) {
      long oldest = byEnd.pollFirstEntry().getKey();
      starts.remove(oldest);
      evidence.remove(oldest);
    }
    List<JudgedWindow> judged = new ArrayList<>();
    for (Map.Entry<Long, Long> window : byEnd.entrySet()) {
      judged.add(
          new JudgedWindow(
              Instant.ofEpochMilli(window.getValue()),
              Instant.ofEpochMilli(window.getKey()),
              evidenceOf(window.getKey())));
    }
    return judged;
  }
}
