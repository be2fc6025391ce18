package com.ytempire.ml.jobs.online;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/**
 * Learns the lessons of a model, keyed by its name, in the order of event time, those of one
 * instant by prediction; hands out a version whenever one is due. All it knows is in keyed state:
 * {@code waiting} lessons by time, and the {@code learner}. A lesson that comes after its time has
 * passed is learnt at once.
 */
final class LearnOnline extends KeyedProcessFunction<String, Lesson, LearntVersion> {
  static final String LOG_LOSS = "online.logLoss";
  static final String BASE_LOG_LOSS = "online.baseLogLoss";
  static final String AUC = "online.auc";
  static final String LEARNT = "online.learnt";

  private static final long serialVersionUID = 1L;

  private final OnlineSettings settings;
  private transient MapState<Long, List<Lesson>> waiting;
  private transient ValueState<byte[]> learner;
  private transient @Nullable OnlineLearner last;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  LearnOnline(OnlineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.LONG, Types.LIST(TypeInformation.of(Lesson.class))));
    learner =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "learner", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    var metrics = getRuntimeContext().getMetricGroup();
    metrics.gauge(LOG_LOSS, () -> last == null ? Double.NaN : last.figures().logLoss());
    metrics.gauge(BASE_LOG_LOSS, () -> last == null ? Double.NaN : last.figures().baseLogLoss());
    metrics.gauge(AUC, () -> last == null ? Double.NaN : last.figures().auc());
    metrics.gauge(LEARNT, () -> last == null ? 0L : last.figures().count());
  }

  @Override
  public void processElement(Lesson lesson, Context context, Collector<LearntVersion> out)
      throws Exception {
    long time = lesson.toldAt().toEpochMilli();
    List<Lesson> alike = waiting.get(time);
    List<Lesson> all = alike == null ? new ArrayList<>() : new ArrayList<>(alike);
    all.add(lesson);
    waiting.put(time, all);
    context.timerService().registerEventTimeTimer(time);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<LearntVersion> out)
      throws Exception {
    List<Lesson> due = waiting.get(time);
    if (due == null) {
      return;
    }
    waiting.remove(time);
    byte[] before = learner.value();
    OnlineLearner now =
        before == null ? new OnlineLearner(settings) : OnlineLearner.of(settings, before);
    List<Lesson> ordered = new ArrayList<>(due);
    ordered.sort(Comparator.comparing(Lesson::predictionId));
    for (Lesson lesson : ordered) {
      LearntVersion version = now.learn(lesson);
      if (version != null) {
        out.collect(version);
      }
    }
    learner.update(now.toBytes());
    last = now;
  }
}
