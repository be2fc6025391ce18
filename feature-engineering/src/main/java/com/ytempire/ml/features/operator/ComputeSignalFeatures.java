package com.ytempire.ml.features.operator;

import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.series.Outcome;
import com.ytempire.ml.features.series.SignalSeries;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Computes the aggregates of one topic at one source. Key: {@link TrendSignal#seriesId()}.
 *
 * <p>Duplicates are dropped and counted; signals behind their series are counted and go to {@link
 * FeatureTags#LATE_SIGNALS}.
 */
public final class ComputeSignalFeatures
    extends EventTimeOrderedOperator<ArrivedSignal, FeatureWrite> {
  private static final long serialVersionUID = 1L;

  private static final String DUPLICATES = "signals.duplicates";
  private static final String LATE = "signals.late";

  private static final Comparator<ArrivedSignal> BY_EVENT_THEN_ARRIVAL =
      Comparator.comparing((ArrivedSignal s) -> s.signal().eventId())
          .thenComparingLong(ArrivedSignal::position);

  private final FeaturePlan plan;

  private transient SignalSeries series;
  private transient int numbersWide;
  private transient StreamRecord<FeatureWrite> result;

  @SuppressWarnings("NullAway.Init") // transient fields are made in initializeState
  public ComputeSignalFeatures(FeaturePlan plan) {
    super(TypeInformation.of(ArrivedSignal.class).createSerializer(new SerializerConfigImpl()));
    this.plan = plan;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    series = plan.newSignalSeries();
    numbersWide = plan.topicSchema().numberCount();
    result = new StreamRecord<>(null);
  }

  @Override
  List<String> counterNames() {
    return List.of(DUPLICATES, LATE);
  }

  @Override
  long millisOf(ArrivedSignal arrived) {
    return arrived.signal().eventTime().toEpochMilli();
  }

  @Override
  boolean isInOrder(ArrivedSignal arrived) {
    return arrived.inOrder();
  }

  @Override
  Comparator<ArrivedSignal> orderWithinInstant() {
    return BY_EVENT_THEN_ARRIVAL;
  }

  @Override
  byte @Nullable [] advance(
      byte @Nullable [] state, ArrivedSignal arrived, boolean behindWatermark) {
    TrendSignal signal = arrived.signal();
    double[] numbers = new double[numbersWide];
    Outcome outcome = series.advance(state, signal, numbers);
    if (outcome == Outcome.DUPLICATE) {
      counter(DUPLICATES).increment();
      return null;
    }
    if (outcome == Outcome.LATE) {
      counter(LATE).increment();
      output.collect(
          FeatureTags.LATE_SIGNALS, new StreamRecord<>(signal, signal.eventTime().toEpochMilli()));
      return null;
    }
    output.collect(
        result.replace(
            new FeatureWrite(
                new EntityKey(EntityKey.TOPIC, signal.seriesId()),
                signal.eventId(),
                signal.eventTime(),
                Instant.ofEpochMilli(arrived.arrivedAtMillis()),
                numbers,
                new float[0][]),
            signal.eventTime().toEpochMilli()));
    return series.nextState();
  }
}
