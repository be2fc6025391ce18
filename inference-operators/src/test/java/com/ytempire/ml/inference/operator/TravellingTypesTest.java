package com.ytempire.ml.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravellingTypesTest {
  private static final TypeInformation<Point> POINT = TypeInformation.of(Point.class);
  private static final FailedInference<Point> FAILURE =
      new FailedInference<>(Point.of(1), "sum", "1", Reason.REJECTED, "full", 4);

  @ParameterizedTest
  @ValueSource(
      classes = {ModelUpdate.class, ModelSwitchReport.class, ModelRoute.class, Point.class})
  void travelWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void genericOnesComeBackAsTheyWere() throws IOException {
    assertSurvives(Routed.type(POINT), new Routed<>(Point.of(1), "sum=1"));
    assertSurvives(Routed.type(POINT), new Routed<>(null, "sum=1"));
    assertSurvives(FailedInference.type(POINT), FAILURE);
    assertSurvives(Outcome.type(POINT, Types.STRING), new Outcome<>("result", null));
    assertSurvives(Outcome.type(POINT, Types.STRING), new Outcome<>(null, FAILURE));
  }

  @Test
  void aStampSaysWhichVersionsInTheOrderOfNames() {
    String stamp = VersionStamp.of(List.of(Point.V2, new ModelRef("org/a", "1-b")));

    assertThat(stamp).isEqualTo("org/a=1-b,sum=2");
    assertThat(VersionStamp.of(VersionStamp.parse(stamp))).isEqualTo(stamp);
  }

  private static <T> void assertSurvives(TypeInformation<T> type, T value) throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false); // So that Kryo fails.
    TypeSerializer<T> serializer = type.createSerializer(config);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);

    assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(value);
  }
}
