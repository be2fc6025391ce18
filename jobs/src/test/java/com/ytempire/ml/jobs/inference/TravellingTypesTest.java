package com.ytempire.ml.jobs.inference;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.jobs.io.PredictionLogEntry;
import com.ytempire.ml.jobs.io.VectorRecord;
import com.ytempire.ml.jobs.io.VideoVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators can evolve: every type is a Flink POJO, none goes by Kryo. */
class TravellingTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        Prediction.class,
        Outcome.class,
        PredictionLogEntry.class,
        VideoVector.class,
        VectorRecord.class,
        FailedVector.class,
        Snapshot.class,
        Answer.class
      })
  void isAPojo(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
