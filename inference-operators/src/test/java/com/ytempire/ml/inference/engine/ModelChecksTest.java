package com.ytempire.ml.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.testing.TinyClassifier;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.inference.text.TextModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that is not what it says takes no traffic, and leaves nothing behind. */
class ModelChecksTest {
  private static final ModelRef REF = new ModelRef("sum", "1");

  @TempDir private Path directory;

  @Test
  void namesEachDifferenceBetweenSignatureAndNetwork() throws Exception {
    ModelFolder sum = TinyModels.sum(directory, REF, 1);
    ModelSignature other =
        new ModelSignature(
            List.of(TensorSpec.of("inputs", TensorType.FLOAT32, -1L, 2L)),
            List.of(
                TensorSpec.of("sum", TensorType.FLOAT32, -1L, 2L),
                TensorSpec.of("sum", TensorType.FLOAT64, -1L, 1L)));

    assertRefused(
        TinyModels.withSignature(sum, other),
        "model sum_v1: its network is not the one of its signature: input 'inputs': expected"
            + " FLOAT32 [-1, 2], the network has none; output 'sum': expected FLOAT32 [-1, 2], the"
            + " network has FLOAT32 [-1, 1]; output 'sum': expected FLOAT64 [-1, 1], the network"
            + " has FLOAT32 [-1, 1]; input 'features': the network takes FLOAT32 [-1, 2], the"
            + " signature has none of that name");
  }

  @Test
  void refusesAVersionThatAnswersItsKnownExampleWrongly() throws Exception {
    ModelFolder sum = TinyModels.sum(directory, REF, 1);

    assertRefused(
        TinyModels.withExample(sum, example(3.5f)),
        "model sum_v1: it answers its known example wrongly: output 'sum', element 0 is 4.0;"
            + " expected 3.5 within 0.001; publish the version again from what it was made from");
  }

  @Test
  void refusesAKnownExampleThatIsNoRequestOfTheModel() throws Exception {
    ModelFolder sum = TinyModels.sum(directory, REF, 1);
    KnownExample example =
        new KnownExample(Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2)), Map.of(), 0.001);

    assertRefused(
        TinyModels.withExample(sum, example),
        "model sum_v1: sum_v1: unknown input 'x'; the model takes ['features' (FLOAT32 [-1, 2])]");
  }

  @Test
  void refusesTheManifestOfAnotherVersion() throws Exception {
    ModelFolder sum = TinyModels.sum(directory, REF, 1);
    ModelRef wanted = new ModelRef("sum", "2");
    ModelLoader loader = ModelLoader.ofOnnx(TestEngines.settings(Map.of()), ref -> sum);

    assertThatThrownBy(() -> loader.load(wanted))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("model sum_v2: its manifest in %s is the one of sum_v1".formatted(directory));
  }

  @Test
  void refusesADamagedNetworkNamingItsFile() throws Exception {
    ModelFolder sum = TinyModels.sum(directory, REF, 1);
    Path network = directory.resolve("model.onnx");
    byte[] content = Files.readAllBytes(network);
    Files.write(network, Arrays.copyOf(content, content.length / 2));

    try (TestEngines test = new TestEngines(sum)) {
      assertThatThrownBy(() -> test.acquire(REF))
          .cause()
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("sum_v1")
          .hasMessageContaining(network.toString());
      assertThat(test.inUse).hasValue(0);
    }
  }

  @Test
  void refusesATextModelWithoutItsTokenizer() throws Exception {
    TinyClassifier.write(directory);
    ModelFolder folder =
        TextModelFiles.inDirectory("tiny", directory)
            .classifier(List.of("negative", "neutral", "positive"));
    Files.delete(directory.resolve("tokenizer.json"));

    try (TestEngines test = new TestEngines(folder)) {
      assertThatThrownBy(() -> test.acquire(folder.manifest().ref()))
          .cause()
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("tokenizer.json");
      assertThat(test.inUse).hasValue(0);
    }
  }

  @Test
  void refusesATextModelWhoseSignatureIsOfAnotherWidth() throws Exception {
    TinyClassifier.write(directory);
    ModelFolder folder =
        TextModelFiles.inDirectory("tiny", directory)
            .classifier(List.of("negative", "neutral", "positive"));
    ModelSignature wider =
        new ModelSignature(
            folder.manifest().signature().inputs(),
            List.of(TensorSpec.of("probabilities", TensorType.FLOAT32, -1L, 4L)));

    assertThatThrownBy(
            () -> {
              try (TestEngines test = new TestEngines(TinyModels.withSignature(folder, wider))) {
                test.acquire(folder.manifest().ref());
              }
            })
        .cause()
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("[-1, 4]")
        .hasMessageContaining("[-1, 3]");
  }

  private static KnownExample example(float answer) {
    return new KnownExample(
        Map.of("features", Tensor.of(new float[] {1, 2}, 1, 2)),
        Map.of("sum", Tensor.of(new float[] {answer}, 1, 1)),
        0.001);
  }

  /** Checks that it is refused, and that another version is served as if nothing had been. */
  private void assertRefused(ModelFolder broken, String message) throws Exception {
    ModelRef good = new ModelRef("good", "1");
    try (TestEngines test =
        new TestEngines(broken, TinyModels.sum(directory.resolve("good"), good, 5))) {
      try (ModelLease lease = test.acquire(good)) {
        assertThatThrownBy(() -> test.acquire(REF))
            .cause()
            .isInstanceOf(ModelLoadException.class)
            .hasMessage(message);

        assertThat(test.openNetworks).hasValue(1);
        assertThat(test.inUse).hasValue(1);
        assertThat(
                lease
                    .engine(TabularEngine.class)
                    .score(new float[] {1, 2}, Duration.ofSeconds(10))
                    .get(10, TimeUnit.SECONDS))
            .containsExactly(8);
      }
    }
  }
}
