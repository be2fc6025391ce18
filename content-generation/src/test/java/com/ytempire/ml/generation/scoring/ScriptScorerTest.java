package com.ytempire.ml.generation.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.script.ChannelPersonality;
import com.ytempire.ml.generation.script.Grounding;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import com.ytempire.ml.generation.script.Style;
import com.ytempire.ml.generation.script.TargetAudience;
import com.ytempire.ml.generation.script.VideoType;
import com.ytempire.ml.generation.writing.LocalScripts;
import com.ytempire.ml.inference.cached.SharedTextEngines;
import com.ytempire.ml.inference.cached.TextInference;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.text.BundledEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptScorerTest {
  private static final ScriptScorer SCORER = new ScriptScorer(SharedEmbedder.get());
  private static final ScriptRequest REQUEST = request(List.of("sourdough", "starter"));

  @Test
  void scoresAnOrderlyScriptAboveItsShuffledTwins() throws Exception {
    double original = scores(Scripts.BREAD).coherence();

    for (int seed = 0; seed < 10; seed++) {
      assertThat(scores(shuffled(Scripts.BREAD, seed)).coherence())
          .as("seed %d", seed)
          .isLessThan(original - 0.1);
    }
    assertThat(original).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @EnumSource(
      value = VideoType.class,
      names = {"NEWS", "REVIEW"})
  void scoresWhatTheLocalWriterWritesAboveItsShuffledTwins(VideoType type) throws Exception {
    ScriptRequest request = ScriptRequest.of("Growing tomatoes on a balcony", type, 400);
    ScriptDraft draft = new LocalScripts().write(request);
    Embedded embedded = Embedded.of(draft.script(), SharedEmbedder.get());

    double shuffled = 0;
    for (int seed = 0; seed < 20; seed++) {
      shuffled += Coherence.of(shuffled(embedded, seed)).score() / 20;
    }

    assertThat(Coherence.of(embedded).score()).isGreaterThan(shuffled + 0.1);
  }

  @ParameterizedTest
  @EnumSource(VideoType.class)
  void findsTheLocalWritersScriptsEngagingFoundAndOriginal(VideoType type) throws Exception {
    ScriptRequest request = ScriptRequest.of("Best budget laptops 2026", type, 150);

    QualityMetrics scores =
        SCORER.assess(request, new LocalScripts().write(request), List.of()).metrics();

    assertThat(scores.engagement()).isBetween(0.8, 1.0);
    assertThat(scores.seo()).isBetween(0.7, 1.0);
    assertThat(scores.originality()).isBetween(0.9, 1.0);
    assertThat(scores.coherence()).isBetween(0.5, 1.0);
  }

  @Test
  void scoresAScriptWithoutHooksBelowOneWithThem() throws Exception {
    List<String> flat = new ArrayList<>(Scripts.BREAD);
    flat.set(0, "This video is about bread. It shows how sourdough bread is baked.");
    List<String> silent = new ArrayList<>(Scripts.BREAD);
    silent.set(4, "The kitchen will smell wonderful tonight.");

    double original = scores(Scripts.BREAD).engagement();

    assertThat(scores(flat).engagement()).isLessThan(original - 0.3);
    assertThat(scores(silent).engagement()).isLessThan(original - 0.09);
    double unseen =
        Engagement.of(Scripts.draft(Scripts.BREAD, List.of()).script(), REQUEST).score();
    assertThat(unseen).isCloseTo(original - 0.05, within(1e-9));
  }

  @Test
  void scoresAStuffedScriptAndOneWithoutKeywordsBelowTheOriginal() throws Exception {
    List<String> stuffed =
        Scripts.BREAD.stream()
            .map(text -> text.replaceAll("([.?]) ", ", sourdough sourdough$1 "))
            .toList();
    List<String> without =
        Scripts.BREAD.stream()
            .map(text -> text.replace("sourdough", "").replace("starter", "culture"))
            .toList();

    double original = score(Scripts.BREAD, request(List.of("sourdough", "crust"))).seo();

    assertThat(original).isGreaterThan(0.9);
    assertThat(score(stuffed, request(List.of("sourdough", "crust"))).seo())
        .isLessThan(original - 0.2);
    assertThat(scores(without).seo()).isLessThan(original - 0.4);
  }

  @Test
  void scoresCopiesBelowOriginals() throws Exception {
    String whole = String.join("\n", Scripts.BREAD);
    String half = String.join("\n", Scripts.BREAD.subList(1, 3));
    String other = new LocalScripts().write(REQUEST).script().text();

    double original = originality(List.of(other));

    assertThat(original).isGreaterThan(0.9);
    assertThat(originality(List.of(other, whole))).isLessThan(0.05);
    assertThat(originality(List.of(half))).isBetween(0.3, 0.7);
    List<String> repeating = new ArrayList<>(Scripts.BREAD);
    repeating.set(2, Scripts.BREAD.get(1));
    assertThat(scores(repeating).originality()).isLessThan(original - 0.15);
  }

  @Test
  void findsWhatWasOnlyReworded() throws Exception {
    List<String> reworded =
        List.of(
            "A sourdough starter is just flour and water.",
            "Preheat your oven with a heavy pot in it.",
            "Your kitchen is going to smell wonderful tonight.");

    Originality originality =
        Originality.of(
            Embedded.of(Scripts.draft(Scripts.BREAD).script(), SharedEmbedder.get()),
            reworded,
            SharedEmbedder.get());

    assertThat(originality.retold()).isGreaterThan(0.05);
    assertThat(originality.copied()).isLessThan(originality.retold());
  }

  @Test
  void measuresDensityRateAndReadingEase() throws Exception {
    ScriptAssessment assessment = SCORER.assess(REQUEST, Scripts.draft(Scripts.BREAD), List.of());

    String text = String.join(" ", Scripts.BREAD);
    int words = SpokenWords.count(text);
    assertThat(assessment.seo().keywordsDensity())
        .containsEntry("sourdough", 100.0 * 2 / words)
        .containsEntry("starter", 100.0 * 6 / words);
    assertThat(assessment.readingEase()).isBetween(80.0, 105.0);
    assertThat(assessment.wordsPerMinute()).isBetween(140.0, 150.0);
  }

  @ParameterizedTest
  @CsvSource({
    "The cat sat on the mat., 116.145",
    "The cat sat. The dog ran., 119.19",
    "The reading was wonderful., 54.725"
  })
  void computesFleschsReadingEase(String text, double ease) {
    // 206.835 - 1.015 * words / sentences - 84.6 * syllables / words, by hand
    assertThat(Readability.fleschReadingEase(text)).isCloseTo(ease, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "cat,1",
    "table,2",
    "make,1",
    "baked,1",
    "wonderful,3",
    "beautiful,3",
    "the,1",
    "rhythm,1"
  })
  void countsSyllablesAboutRight(String word, int syllables) {
    assertThat(Readability.syllables(word)).isEqualTo(syllables);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.1, 0.5", "0.2, 1", "2, 1", "3, 0.5", "4, 0", "9, 0"})
  void prefersKeywordsThatAreSaidNowAndThen(double rate, double score) {
    assertThat(Seo.rateScore(rate)).isCloseTo(score, within(1e-9));
  }

  @Test
  void embedsByThePlatformsModelAndSaysSoWhenThatTakesTooLong() throws Exception {
    List<float[]> vectors = SharedEmbedder.get().embed(List.of("One text", "Another one"));

    assertThat(vectors).hasSize(2).allMatch(vector -> vector.length == 384);
    double squares = 0;
    for (float value : vectors.get(0)) {
      squares += value * value;
    }
    assertThat(squares).isCloseTo(1, within(1e-4));
    // Many texts, so that they cannot all be done before the first one is asked for.
    List<String> unseen = IntStream.range(0, 64).mapToObj(i -> "Never seen before " + i).toList();
    assertThatThrownBy(() -> SharedEmbedder.in(Duration.ofNanos(1)).embed(unseen))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("no embeddings in 0 ms");
  }

  @Test
  void saysSoWhenNoModelOfEmbeddingsIsConfigured() {
    TextModelSettings sentimentAlone =
        TextModelSettings.fromEnvironment(
            null, "cardiffnlp/twitter-roberta-base-sentiment", BundledEncoder.environment());
    try (TextInference inference = SharedTextEngines.acquire(sentimentAlone)) {
      var embedder = new InferenceEmbedder(inference, Duration.ofSeconds(30));

      assertThatThrownBy(() -> embedder.embed(List.of("A text")))
          .isInstanceOf(EmbeddingException.class)
          .hasMessageContaining("no model is configured for EMBEDDING");
    }
  }

  private static QualityMetrics scores(List<String> texts) throws Exception {
    return score(texts, REQUEST);
  }

  private static QualityMetrics score(List<String> texts, ScriptRequest request) throws Exception {
    return SCORER.assess(request, Scripts.draft(texts), List.of()).metrics();
  }

  private static double originality(List<String> known) throws Exception {
    return SCORER.assess(REQUEST, Scripts.draft(Scripts.BREAD), known).metrics().originality();
  }

  /** All sentences in another order, each part with as many as before. */
  private static List<String> shuffled(List<String> texts, long seed) {
    List<String> sentences = new ArrayList<>();
    texts.forEach(text -> sentences.addAll(SpokenWords.sentences(text)));
    Collections.shuffle(sentences, new Random(seed));
    List<String> shuffled = new ArrayList<>();
    int from = 0;
    for (String text : texts) {
      int count = SpokenWords.sentences(text).size();
      shuffled.add(String.join(" ", sentences.subList(from, from + count)));
      from += count;
    }
    return shuffled;
  }

  private static Embedded shuffled(Embedded embedded, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < embedded.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    return new Embedded(
        order.stream().map(embedded.sentences()::get).toList(),
        embedded.parts(),
        order.stream().map(embedded.vectors()::get).toList());
  }

  private static ScriptRequest request(List<String> keywords) {
    return new ScriptRequest(
        "How to bake sourdough bread",
        VideoType.TUTORIAL,
        120,
        Style.DEFAULT,
        ChannelPersonality.NONE,
        TargetAudience.DEFAULT,
        keywords,
        1,
        true,
        List.of(),
        Grounding.NONE);
  }
}
