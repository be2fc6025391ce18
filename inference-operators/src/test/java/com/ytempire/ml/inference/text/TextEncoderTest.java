package com.ytempire.ml.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.testing.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncoderTest {
  private final TextEncoder encoder = BundledEncoder.get();

  @Test
  void namesTheModelAndItsWidth() {
    assertThat(encoder.modelId()).isEqualTo("sentence-transformers/all-MiniLM-L6-v2");
    assertThat(encoder.width()).isEqualTo(384);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "   ", "\n\t"})
  void givesNoEmbeddingForTextWithoutWords(String text) throws Exception {
    assertThat(encoder.encode(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "How to bake bread",
        "日本の電車の旅",
        "مرحبا بالعالم",
        "🎉🎉🎉 👩‍👩‍👧‍👦 🇩🇪",
        "!!!???",
        "e\u0301 composed and \u00e9 not",
        "broken \ud83d surrogate"
      })
  void givesVectorsOfLengthOne(String text) throws Exception {
    float[] embedding = encoder.encode(text);

    assertThat(embedding).hasSize(384);
    assertThat(Math.sqrt(dot(embedding, embedding))).isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "How to bake bread at home, Baking your own bread: a guide, Stock market crashes again",
    "Cute kittens playing, Adorable baby cats having fun, Installing Linux on a laptop",
    "Football match highlights, Soccer game best moments, Quantum physics lecture",
    "iPhone review, Apple smartphone test, Easy pasta dinner recipe",
    "The president gives a speech, Head of state addresses the nation, Learn the guitar"
  })
  void putsParaphrasesNearerThanUnrelatedTexts(String text, String paraphrase, String unrelated)
      throws Exception {
    float[] vector = encoder.encode(text);

    double near = dot(vector, encoder.encode(paraphrase));
    double far = dot(vector, encoder.encode(unrelated));

    assertThat(near).isGreaterThan(far + 0.2);
  }

  @Test
  void ignoresCase() throws Exception {
    assertThat(encoder.encode("OFFICIAL Trailer")).isEqualTo(encoder.encode("official trailer"));
  }

  @Test
  void givesInBatchesOfMixedLengthWhatItGivesAlone() throws Exception {
    List<String> texts =
        List.of("a", "Two words", "A somewhat longer title about trains", "word ".repeat(200));
    List<long[]> tokens = texts.stream().map(encoder::tokenize).toList();

    List<float[]> together = encoder.encode(tokens);

    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i)).containsExactly(encoder.encode(texts.get(i)), within(1e-5f));
    }
  }

  @Test
  void cutsTextsAtTheModelsLimit() throws Exception {
    String limit = "train ".repeat(254);

    assertThat(encoder.tokenize("train ".repeat(2000))).hasSize(256);
    assertThat(encoder.encode(limit + "bread bread")).isEqualTo(encoder.encode(limit));
  }

  @Test
  void readsNoMoreOfVeryLongTextsThanTheModelCanUse() {
    String spaces = " ".repeat(20_000);

    assertThat(encoder.tokenize("train" + spaces + "bread")).isEqualTo(encoder.tokenize("train"));
    assertThat(encoder.tokenize("x".repeat(10_000))).isNotEmpty();
    assertThat(encoder.tokenize("🎉".repeat(500_000))).isNotEmpty();
  }

  @Test
  void isSafeToShareBetweenThreads() {
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      titles.add("title number " + i + " of a list".repeat(i % 4));
    }

    List<float[]> parallel = titles.parallelStream().map(this::encodeUnchecked).toList();

    for (int i = 0; i < titles.size(); i++) {
      assertThat(parallel.get(i)).containsExactly(encodeUnchecked(titles.get(i)), within(1e-6f));
    }
  }

  @Test
  void refusesAFolderWithoutTokenizerAndSaysWhatIsNeeded(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("model.onnx"), "x");

    assertThatThrownBy(() -> TextModelFiles.inDirectory("my/model", folder))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("my/model")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("tokenizer.json");
  }

  @Test
  void refusesDamagedFilesNamingTheModel(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("model.onnx"), "not a model");
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    TextModelFiles files = TextModelFiles.inDirectory("my/model", folder);

    assertThatThrownBy(() -> TextEncoder.load(files))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("my/model")
        .hasMessageContaining("tokenizer.json");
  }

  @Test
  void refusesAVersionWhoseTokenizerIsMissingAndNamesItsPath(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("model.onnx"), "x");
    ModelFolder version = new TextModelFiles("my/model", folder).encoder(null);

    assertThatThrownBy(() -> TextEncoder.load(version, RuntimeSettings.onCpu()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("my/model_vlocal")
        .hasMessageContaining(folder.resolve("tokenizer.json").toString())
        .hasMessageContaining("missing");
  }

  @Test
  void refusesAVersionWhoseManifestNamesNoTokenizer(@TempDir Path folder) throws Exception {
    ModelFolder sums = TinyModels.sum(folder, new ModelRef("sum", "1"), 0);

    assertThatThrownBy(() -> TextEncoder.load(sums, RuntimeSettings.onCpu()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("sum_v1")
        .hasMessageContaining("names no tokenizer");
  }

  @Test
  void refusesANetworkThatIsNoTransformer(@TempDir Path folder) throws Exception {
    TinyModels.sum(folder, new ModelRef("sum", "1"), 0);
    Path tokenizer = BundledMiniLm.folder(null).file("tokenizer.json");
    Files.copy(tokenizer, folder.resolve("tokenizer.json"));
    TextModelFiles files = TextModelFiles.inDirectory("sum", folder);

    assertThatThrownBy(() -> TextEncoder.load(files))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("unknown input 'features'");
  }

  @Test
  void takesANameThatCannotBeAVersionsForAnError(@TempDir Path folder) {
    TextModelFiles files = new TextModelFiles("no such name!", folder);

    assertThatThrownBy(() -> files.encoder(null))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("no such name!");
  }

  private float[] encodeUnchecked(String text) {
    try {
      return encoder.encode(text);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
