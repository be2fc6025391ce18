package com.ytempire.ml.inference.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.inference.text.BundledEncoder;
import com.ytempire.ml.inference.text.BundledMiniLm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An 8-bit network passes the example of its version, but not one of another text. */
class QuantizedExampleTest {
  private static final String TITLE = "Baking bread at home";

  @Test
  void passesWithAnAnswerThatIsALittleLessExact() throws Exception {
    LoadedEngine<?, ?> engine = load(TITLE, Variant.INT8);

    assertThat(engine.variant()).isEqualTo(Variant.INT8);
    float[] vector =
        ((TextEmbeddingEngine) engine.asEngine())
            .embed(TITLE, Duration.ofSeconds(10))
            .get(10, SECONDS);
    assertThat(vector).isNotEqualTo(BundledEncoder.get().encode(TITLE)).hasSize(384);
    engine.closeLater();
    engine.unloaded().get(10, SECONDS);
  }

  @Test
  void isRefusedWithTheAnswerToAnotherText() {
    assertThatThrownBy(() -> load("Stock markets crash again", Variant.INT8))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("answers its known example wrongly: output 'embedding'");
  }

  /** Loads the encoder with a title's example whose answer is that of another text. */
  private static LoadedEngine<?, ?> load(String answerOf, Variant variant) throws Exception {
    float[] answer = BundledEncoder.get().encode(answerOf);
    KnownExample example =
        new KnownExample(
            Map.of("text", Tensor.of(new String[] {TITLE}, 1)),
            Map.of("embedding", Tensor.of(answer, 1, answer.length)),
            1e-5);
    ModelFolder folder = TinyModels.withExample(BundledMiniLm.folder(null), example);
    EngineSettings settings = TestEngines.settings(Map.of());
    return ModelLoader.ofOnnx(settings.with(settings.runtime().preferring(variant)), ref -> folder)
        .load(BundledMiniLm.REF);
  }
}
