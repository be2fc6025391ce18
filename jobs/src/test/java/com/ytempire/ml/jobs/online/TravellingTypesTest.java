package com.ytempire.ml.jobs.online;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravellingTypesTest {
  @ParameterizedTest
  @ValueSource(classes = {Lesson.class, LearntVersion.class})
  void isAPojo(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
