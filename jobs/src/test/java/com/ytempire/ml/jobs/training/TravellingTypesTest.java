package com.ytempire.ml.jobs.training;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import com.ytempire.ml.training.dataset.SetRow;
import com.ytempire.ml.training.dataset.StoreRow;
import com.ytempire.ml.training.example.EntityTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravellingTypesTest {
  @ParameterizedTest
  @ValueSource(classes = {GroupPart.class, StoreRow.class, EntityTime.class, SetRow.class})
  void isAPojo(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
