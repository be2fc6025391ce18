package com.ytempire.ml.inference.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestJsonTest {
  @TempDir Path folder;

  private static ModelManifest everything() {
    return new ModelManifest(
        new ModelRef("group/sentiment", "2.0.1-rc1"),
        ModelTask.TEXT_CLASSIFICATION,
        new ModelSignature(
            List.of(TensorSpec.of("text", TensorType.STRING, -1L)),
            List.of(new TensorSpec("probabilities", TensorType.FLOAT32, List.of(-1L, 3L), true))),
        Map.of(Variant.FLOAT32, "net/model.onnx", Variant.INT8, "net/model.int8.onnx"),
        "tokenizer.json",
        List.of("a", "b"),
        List.of("negative", "neutral", "positive"),
        256,
        new KnownExample(
            Map.of(
                "text", Tensor.of(new String[] {"grüß \"Gott\"", ""}, 2),
                "flags", Tensor.of(new boolean[] {true, false}, 2),
                "bytes", Tensor.ofInt8(new byte[] {-128, 127}, 2),
                "octets", Tensor.ofUint8(new byte[] {0, -1}, 2),
                "ints", Tensor.of(new int[] {Integer.MIN_VALUE, 7}, 2, 1),
                "longs", Tensor.of(new long[] {Long.MAX_VALUE}, 1)),
            Map.of(
                "floats",
                Tensor.of(
                    new float[] {0.1f, 1e-45f, Float.MAX_VALUE, Float.NaN, -0f, 16777217f}, 6),
                "doubles",
                Tensor.of(new double[] {0.1, Double.MIN_VALUE, Double.NEGATIVE_INFINITY}, 3, 1),
                "scalar",
                Tensor.of(new float[] {3})),
            1e-5),
        "MODEL_CARD.md",
        "profile.json",
        Instant.parse("2026-03-04T05:06:07.123456Z"),
        Map.of("data", "wink, \"quoted\""),
        List.of(new Artifact("net/model.onnx", 1L << 40, "0a".repeat(32))));
  }

  @Test
  void readsBackAllThatItWrites() {
    byte[] json = ManifestJson.write(everything());

    ModelManifest read = ManifestJson.read(json, "manifest.json");

    assertThat(read).isEqualTo(everything());
    assertThat(ManifestJson.write(read)).isEqualTo(json);
  }

  @Test
  void readsAManifestWithoutWhatIsOptional() throws IOException {
    ModelManifest tiny = TinyModels.sum(folder, new ModelRef("sum", "1"), 1).manifest();

    assertThat(ManifestJson.read(ManifestJson.write(tiny), "m")).isEqualTo(tiny);
  }

  @Test
  void leavesFieldsAloneThatItDoesNotKnow() {
    String json = text().replace("\"format\" : 1,", "\"format\" : 1, \"new\" : {\"a\" : [1]},");

    assertThat(read(json)).isEqualTo(everything());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\" : 1 | \"format\" : 2 | field 'format' is 2; expected at most 1",
        "\"format\" : 1, | `` | field 'format' is missing; expected a whole number",
        "\"text_classification\" | \"poetry\" | field 'task' is \"poetry\"; expected one of"
            + " text_embedding, text_classification, tabular, sequence",
        "\"type\" : \"string\" | \"type\" : \"word\" | field 'signature.inputs[0].type' is"
            + " \"word\"; expected one of bool, int8",
        "\"task\" : | \"tusk\" : | field 'task' is missing; expected one of text_embedding",
        "\"max_tokens\" : 256 | \"max_tokens\" : 0 | field 'max_tokens' is 0; expected a whole"
            + " number of at least 1",
        "\"int8\" : \"net | \"int4\" : \"net | field 'networks.int4' is \"int4\"; expected one of"
            + " float32, int8",
        "\"float32\" : \"net/model.onnx\", | `` | field 'networks' is [INT8]; expected at least"
            + " float32",
        "2026-03-04T | yesterday | field 'created_at' is \"yesterday05:06:07.123456Z\"; expected a"
            + " time",
        "\"sha256\" : \"0a0a | \"sha256\" : \"0A0A | field 'artifacts[0].sha256' is \"0A0A",
        "9223372036854775807 | 9223372036854775808 | field 'example.inputs.longs.values[0]' is"
            + " 9223372036854775808; expected a whole number from",
        "\"longs\" : { | \"longs\" : {\"shape\" : [1], | Duplicate field 'shape'",
        "\"NaN\" | \"none\" | field 'example.outputs.floats.values[3]' is \"none\"; expected a"
            + " number, \"NaN\"",
        "\"2.0.1-rc1\" | \"../2\" | version '../2'",
        "\"tolerance\" : 1.0E-5 | \"tolerance\" : -1 | field 'example.tolerance' is -1; expected a"
            + " number of at least 0",
        "\"shape\" : [ 3, 1 ] | \"shape\" : [ 3, 2 ] | field 'example.outputs.doubles.values'",
      })
  void saysWhatIsWrongWhere(String part, String replacement, String message) {
    String json = text().replaceFirst(Pattern.quote(part.strip()), replacement.strip());

    assertThat(json).isNotEqualTo(text());
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith("s3://m/manifest.json: ")
        .hasMessageContaining(message);
  }

  @Test
  void saysWhenTheFileIsNoJson() {
    for (String json : List.of("", "[]", "{", "{} {}", "\"text\"")) {
      assertThatThrownBy(() -> read(json))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageStartingWith("s3://m/manifest.json: ");
    }
  }

  @Test
  void saysWhereItLookedForAManifest() {
    assertThatThrownBy(() -> ManifestJson.read(folder))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("not found at " + folder.resolve("manifest.json"));
  }

  private static String text() {
    return new String(ManifestJson.write(everything()), StandardCharsets.UTF_8);
  }

  private static ModelManifest read(String json) {
    return ManifestJson.read(json.getBytes(StandardCharsets.UTF_8), "s3://m/manifest.json");
  }
}
