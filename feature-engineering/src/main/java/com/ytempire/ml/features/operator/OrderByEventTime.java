package com.ytempire.ml.features.operator;

import java.util.Comparator;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts all snapshots in (event time, event id) order, so that a file of them is the same whatever
 * the parallelism of the run. Key: one constant.
 */
public final class OrderByEventTime extends EventTimeOrderedOperator<EventFeatures, EventFeatures> {
  private static final long serialVersionUID = 1L;

  public OrderByEventTime() {
    super(TypeInformation.of(EventFeatures.class).createSerializer(new SerializerConfigImpl()));
  }

  @Override
  long millisOf(EventFeatures features) {
    return features.event().eventTime().toEpochMilli();
  }

  @Override
  Comparator<EventFeatures> orderWithinInstant() {
    return Comparator.comparing((EventFeatures features) -> features.event().eventId())
        .thenComparingLong(EventFeatures::position);
  }

  @Override
  byte @Nullable [] advance(
      byte @Nullable [] state, EventFeatures features, boolean behindWatermark) {
    output.collect(new StreamRecord<>(features, millisOf(features)));
    return null;
  }
}
