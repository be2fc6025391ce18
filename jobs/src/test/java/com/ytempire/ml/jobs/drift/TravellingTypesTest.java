package com.ytempire.ml.jobs.drift;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.sample.PaneSample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravellingTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        Observation.class,
        SampledRow.class,
        PaneHead.class,
        PaneSample.class,
        ClosedPane.class,
        ReferencePane.class,
        DriftEvent.class
      })
  void isAPojo(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
