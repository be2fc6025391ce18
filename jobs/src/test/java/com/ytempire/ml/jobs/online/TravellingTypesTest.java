package com.ytempire.ml.jobs.online;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import com.ytempire.ml.jobs.io.OutcomeRecord;
import com.ytempire.ml.jobs.io.PredictionRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravellingTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {Lesson.class, LearntVersion.class, PredictionRecord.class, OutcomeRecord.class})
  void isAPojo(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
