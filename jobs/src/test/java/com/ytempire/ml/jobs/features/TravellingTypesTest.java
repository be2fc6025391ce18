package com.ytempire.ml.jobs.features;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureVector;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.operator.ArrivedSignal;
import com.ytempire.ml.features.operator.EnrichedVideo;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.jobs.io.SignalRecord;
import com.ytempire.ml.jobs.io.VideoRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators can evolve: every type is a Flink POJO, none goes by Kryo. */
class TravellingTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        VideoEvent.class,
        TrendSignal.class,
        DeadLetter.class,
        EntityKey.class,
        FeatureWrite.class,
        ContentSnapshot.class,
        EmbeddedContent.class,
        FeatureVector.class,
        VideoRecord.class,
        SignalRecord.class,
        EnrichedVideo.class,
        ArrivedSignal.class,
        EventFeatures.class
      })
  void isAPojo(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
