package com.ytempire.ml.jobs.online;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.json.OutcomeWriter;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Brings predictions and their outcomes together, keyed by prediction, whichever comes first; what
 * waits longer than the settings say is forgotten. An outcome that teaches nothing, because its
 * growth is no number, it is not after its prediction, or the prediction had none of the model's
 * features, goes to the dead letters.
 */
final class PairOutcomes extends KeyedCoProcessFunction<String, Prediction, Outcome, Lesson> {
  static final String STAGE = "learn-outcome";

  private static final long serialVersionUID = 1L;

  private final OnlineSettings settings;
  private transient ValueState<Prediction> prediction;
  private transient ValueState<Outcome> outcome;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  PairOutcomes(OnlineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    prediction =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("prediction", TypeInformation.of(Prediction.class)));
    outcome =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("outcome", TypeInformation.of(Outcome.class)));
  }

  @Override
  public void processElement1(Prediction made, Context context, Collector<Lesson> out)
      throws Exception {
    Outcome waiting = outcome.value();
    if (waiting == null) {
      prediction.update(made);
      forgetLater(made.eventTime(), context);
    } else {
      outcome.clear();
      teach(made, waiting, context, out);
    }
  }

  @Override
  public void processElement2(Outcome told, Context context, Collector<Lesson> out)
      throws Exception {
    Prediction waiting = prediction.value();
    if (waiting == null) {
      outcome.update(told);
      forgetLater(told.nextEventTime(), context);
    } else {
      prediction.clear();
      teach(waiting, told, context, out);
    }
  }

  private void forgetLater(Instant from, Context context) {
    context.timerService().registerEventTimeTimer(from.plus(settings.longestWait()).toEpochMilli());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Lesson> out) {
    // At the end of event time, when a job is drained, nothing is forgotten: it may go on.
    if (context.timerService().currentWatermark() != Long.MAX_VALUE) {
      prediction.clear();
      outcome.clear();
    }
  }

  private void teach(Prediction made, Outcome told, Context context, Collector<Lesson> out) {
    String objection = objection(made, told);
    if (objection == null) {
      out.collect(
          new Lesson(
              made.model().name(),
              context.getCurrentKey(),
              told.nextEventTime(),
              made.inputs(),
              told.viral(),
              told.logGrowth()));
      return;
    }
    context.output(
        DeadLetterTag.DEAD_LETTERS,
        new DeadLetter(
            "outcome of " + context.getCurrentKey(),
            0,
            OutcomeWriter.write(told),
            objection,
            STAGE,
            Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
  }

  private @Nullable String objection(Prediction made, Outcome told) {
    if (!Double.isFinite(told.logGrowth())) {
      return "log_growth is %s; expected a number".formatted(told.logGrowth());
    }
    if (!told.nextEventTime().isAfter(made.eventTime())) {
      return "next_event_time %s is not after the prediction's event_time %s"
          .formatted(told.nextEventTime(), made.eventTime());
    }
    return Collections.disjoint(made.inputs().keySet(), settings.features())
        ? "its prediction has none of the features %s".formatted(settings.features())
        : null;
  }

  /** By what both sides are brought together. */
  static String key(Prediction made) {
    return Objects.toString(made.id());
  }

  static String key(Outcome told) {
    return Objects.toString(told.predictionId());
  }
}
