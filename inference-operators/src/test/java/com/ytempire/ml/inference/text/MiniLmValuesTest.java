package com.ytempire.ml.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What all-MiniLM-L6-v2 says, beside what others publish of it, with both kinds of weights. */
class MiniLmValuesTest {
  private static final List<String> TITLES =
      List.of(
          "How to bake bread at home",
          "Baking your own bread: a guide",
          "Cute kittens playing in the garden",
          "Adorable baby cats having fun outside",
          "Football match highlights: the final in five minutes",
          "Soccer game best moments",
          "Unboxing the new phone | first look",
          "I tried the new smartphone so you don't have to",
          "10 minute full body workout, no equipment",
          "Train your whole body at home in ten minutes",
          "The president speaks to the nation",
          "Head of state addresses the country",
          "Guitar lesson for beginners #1",
          "Learn to play the guitar from zero",
          "Why the stock market crashed yesterday",
          "What made share prices fall so hard?",
          "OFFICIAL TRAILER (2026) [HD]",
          "a",
          "🎉 LIVE 🎉",
          "日本の電車の旅");

  /** The titles above up to here are pairs that say the same. */
  private static final int PAIRS = 8;

  private static final TextEncoder FLOAT = BundledEncoder.get();
  private static TextEncoder int8;

  @BeforeAll
  static void load() {
    ModelFolder folder = BundledMiniLm.folder(null);
    int8 = TextEncoder.load(folder, RuntimeSettings.onCpu().preferring(Variant.INT8));
  }

  @AfterAll
  static void close() {
    int8.close();
  }

  /**
   * The matrix is printed in the quick start of the Sentence Transformers documentation
   * (sbert.net), to four digits.
   */
  @Test
  void agreesWithTheSimilaritiesInItsDocumentation() {
    float[] lovely = embed(FLOAT, "The weather is lovely today.");
    float[] sunny = embed(FLOAT, "It's so sunny outside!");
    float[] stadium = embed(FLOAT, "He drove to the stadium.");

    assertThat(dot(lovely, sunny)).isCloseTo(0.6660, within(1e-3));
    assertThat(dot(lovely, stadium)).isCloseTo(0.1046, within(1e-3));
    assertThat(dot(sunny, stadium)).isCloseTo(0.1411, within(1e-3));
  }

  /**
   * The model card's first sentence. Its first values are printed by several projects that run the
   * model by other means, among them examples of Spark pipelines (0.0676569, 0.063…) and tests of R
   * packages (the six here).
   */
  @Test
  void agreesWithPublishedValuesOfTheModelCardsSentence() {
    float[] published = {
      0.06765693f, 0.06349593f, 0.04871314f, 0.07930495f, 0.03744806f, 0.00265273f
    };

    float[] embedding = embed(FLOAT, "This is an example sentence");

    assertThat(Arrays.copyOf(embedding, published.length))
        .containsExactly(published, within(1e-3f));
  }

  @Test
  void givesAlmostTheSameWith8BitWeights() {
    assertThat(FLOAT.variant()).isEqualTo(Variant.FLOAT32);
    assertThat(int8.variant()).isEqualTo(Variant.INT8);
    for (String title : TITLES) {
      assertThat(dot(embed(FLOAT, title), embed(int8, title))).as(title).isGreaterThan(0.98);
    }
  }

  @Test
  void putsEveryParaphraseAboveEveryUnrelatedTitle() {
    for (TextEncoder encoder : List.of(FLOAT, int8)) {
      double nearest = 1;
      double farthest = -1;
      for (int i = 0; i < 2 * PAIRS; i++) {
        for (int j = i + 1; j < 2 * PAIRS; j++) {
          double cosine = dot(embed(encoder, TITLES.get(i)), embed(encoder, TITLES.get(j)));
          if (i % 2 == 0 && j == i + 1) {
            nearest = Math.min(nearest, cosine);
          } else {
            farthest = Math.max(farthest, cosine);
          }
        }
      }
      assertThat(nearest).as("with %s", encoder.variant()).isGreaterThan(farthest);
    }
  }

  @Test
  void givesInABatchWhatItGivesAlone() {
    List<float[]> together = FLOAT.encode(TITLES.stream().map(FLOAT::tokenize).toList());

    for (int i = 0; i < TITLES.size(); i++) {
      assertThat(together.get(i)).containsExactly(embed(FLOAT, TITLES.get(i)), within(1e-5f));
    }
  }

  private static float[] embed(TextEncoder encoder, String text) {
    return encoder.encode(List.of(encoder.tokenize(text))).get(0);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
