package com.ytempire.ml.inference.cached;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.LoadedVersion;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.engine.TextClassificationEngine;
import com.ytempire.ml.inference.engine.TextEmbeddingEngine;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.sentiment.SentimentHead;
import com.ytempire.ml.inference.testing.TinyClassifier;
import com.ytempire.ml.inference.text.BundledEncoder;
import com.ytempire.ml.inference.text.BundledMiniLm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEngineTest {
  private static final String MINILM = "sentence-transformers/all-MiniLM-L6-v2";
  private static final String ROBERTA = "cardiffnlp/twitter-roberta-base-sentiment";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<TextOutput> BOTH = EnumSet.allOf(TextOutput.class);

  @Test
  void answersWithTheModelsOfTheShippedFeatureFile() throws Exception {
    try (TextEngine engine = TextEngine.load(settings(MINILM, ROBERTA, Map.of()))) {
      TextResult result = engine.infer("A wonderful day", BOTH).get(10, SECONDS);

      float[] alone = BundledEncoder.get().encode("A wonderful day");
      assertThat(result.embedding()).containsExactly(alone, within(1e-5f));
      assertThat(result.sentiment())
          .isCloseTo(SentimentHead.bundled().score("A wonderful day", alone), within(1e-4));
      assertThat(result.failureReason()).isNull();
      assertThat(engine.modelId(TextOutput.EMBEDDING)).isEqualTo(MINILM);
      assertThat(engine.modelId(TextOutput.SENTIMENT)).isEqualTo("ytempire/sentiment-head-1");
    }
  }

  @Test
  void sendsATitleThroughTheModelOnceForAllOutputsAndCallers() throws Exception {
    try (TextEngine engine = TextEngine.load(settings(MINILM, ROBERTA, Map.of()))) {
      List<CompletableFuture<TextResult>> results = new ArrayList<>();
      for (int i = 0; i < 90; i++) {
        results.add(engine.infer("title " + i % 3, BOTH));
      }
      for (CompletableFuture<TextResult> result : results) {
        assertThat(result.get(10, SECONDS).embedding()).isNotNull();
      }

      assertThat(engine.statistics().batching().batchedRequests()).isEqualTo(3);
      assertThat(engine.statistics().cacheHits()).isEqualTo(87);
      assertThat(engine.statistics().cacheMisses()).isEqualTo(3);
    }
  }

  @Test
  void answersSentimentAloneWithoutAnEmbeddingModelNamed() throws Exception {
    try (TextEngine engine = TextEngine.load(settings(null, ROBERTA, Map.of()))) {
      TextResult result =
          engine
              .infer("Terrible crash, many dead", EnumSet.of(TextOutput.SENTIMENT))
              .get(10, SECONDS);

      assertThat(result.embedding()).isNull();
      assertThat(result.sentiment()).isNegative();
      assertThat(engine.modelId(TextOutput.EMBEDDING)).isNull();
    }
  }

  @Test
  void saysSoWhenAnOutputWithoutAModelIsAskedFor() throws Exception {
    try (TextEngine engine = TextEngine.load(settings(MINILM, null, Map.of()))) {
      TextResult result = engine.infer("title", BOTH).get(10, SECONDS);

      assertThat(result.failureReason()).contains("no model is configured for SENTIMENT");
    }
  }

  @Test
  void failsSoftlyOnceClosed() throws Exception {
    TextEngine engine = TextEngine.load(settings(MINILM, ROBERTA, Map.of()));
    engine.close();

    TextResult result = engine.infer("title", BOTH).get(10, SECONDS);

    assertThat(result.embedding()).isNull();
    assertThat(result.sentiment()).isNaN();
    assertThat(result.failureReason()).startsWith("CLOSED: ");
  }

  @ParameterizedTest
  @CsvSource({
    "good, 0.680",
    "bad, -0.680",
    "plain, 0",
    "good bad, 0",
    "good good plain plain plain, 0.708"
  })
  void scoresWithAClassifierFromItsFolder(String text, double expected, @TempDir Path folder)
      throws Exception {
    TinyClassifier.write(folder);

    try (TextEngine engine = TextEngine.load(classifier(folder))) {
      assertThat(sentiment(engine, text)).isCloseTo(expected, within(0.001));
      assertThat(engine.modelId(TextOutput.SENTIMENT)).isEqualTo(ROBERTA);
    }
  }

  @Test
  void padsWithTheIdThatTheTokenizerFileNames(@TempDir Path folder) throws Exception {
    TinyClassifier.write(folder);
    String longText = "good bad plain ".repeat(30);
    InferenceSettings pairs = new InferenceSettings(2, null, null, 2, Duration.ofMinutes(1), null);
    EngineSettings engines = engines(Map.of("SENTIMENT_MODEL_PATH", folder.toString()), pairs);

    try (TextEngine engine =
        TextEngine.load(new TextModelSettings(null, ROBERTA, engines, Duration.ofMinutes(1), 0))) {
      CompletableFuture<TextResult> shortOne =
          engine.infer("good", EnumSet.of(TextOutput.SENTIMENT));
      CompletableFuture<TextResult> longOne =
          engine.infer(longText, EnumSet.of(TextOutput.SENTIMENT));
      double together = shortOne.get(10, SECONDS).sentiment();
      assertThat(longOne.get(10, SECONDS).failure()).isNull();

      // softmax(0, 0, 2): the row of "good" alone, whatever stood beside it in the batch.
      assertThat(together).isCloseTo((Math.exp(2) - 1) / (Math.exp(2) + 2), within(1e-5));
      assertThat(engine.statistics().batching().meanBatchSize()).isEqualTo(2);
    }
  }

  @Test
  void takesTheLabelOrderFromTheModelsConfig(@TempDir Path folder) throws Exception {
    TinyClassifier.write(folder);
    Files.writeString(
        folder.resolve("config.json"),
        "{\"id2label\": {\"0\": \"Positive\", \"1\": \"Neutral\", \"2\": \"Negative\"}}");

    try (TextEngine engine = TextEngine.load(classifier(folder))) {
      assertThat(sentiment(engine, "good")).isNegative();
    }
  }

  @Test
  void keepsTheDefaultOrderWhereTheConfigHasOnlyPlaceholders(@TempDir Path folder)
      throws Exception {
    TinyClassifier.write(folder);
    Files.writeString(
        folder.resolve("config.json"),
        "{\"id2label\": {\"0\": \"LABEL_0\", \"1\": \"LABEL_1\", \"2\": \"LABEL_2\"}}");

    try (TextEngine engine = TextEngine.load(classifier(folder))) {
      assertThat(sentiment(engine, "good")).isPositive();
    }
  }

  @Test
  void refusesAClassifierWhoseLabelsAreNoSentiment(@TempDir Path folder) throws Exception {
    TinyClassifier.write(folder);
    Files.writeString(
        folder.resolve("config.json"),
        "{\"id2label\": {\"0\": \"joy\", \"1\": \"anger\", \"2\": \"fear\"}}");

    assertThatThrownBy(() -> TextEngine.load(classifier(folder)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("[joy, anger, fear]")
        .hasMessageContaining("'negative'");
  }

  @Test
  void findsAClassifierInTheModelCacheByItsName(@TempDir Path cache) throws Exception {
    TinyClassifier.write(cache.resolve(ROBERTA));

    try (TextEngine engine =
        TextEngine.load(settings(null, ROBERTA, Map.of("MODEL_CACHE_DIR", cache.toString())))) {
      assertThat(engine.modelId(TextOutput.SENTIMENT)).isEqualTo(ROBERTA);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "acme/encoder, , embedding model 'acme/encoder', all-MiniLM-L6-v2, EMBEDDING_MODEL_PATH",
    ", acme/mood, sentiment model 'acme/mood', twitter-roberta-base, SENTIMENT_MODEL_PATH"
  })
  void refusesAnUnknownNameAndSaysWhatIsKnownAndHowToGiveAPath(
      String embedding, String sentiment, String subject, String known, String variable) {
    assertThatThrownBy(() -> TextEngine.load(settings(embedding, sentiment, Map.of())))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(subject)
        .hasMessageContaining(known)
        .hasMessageContaining(variable)
        .hasMessageContaining("MODEL_CACHE_DIR");
  }

  @Test
  void refusesAConfiguredFolderThatIsNotThere(@TempDir Path folder) {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> TextEngine.load(classifier(missing)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void sharesOneEngineUntilItsLastHolderCloses() throws Exception {
    TextModelSettings settings = settings(MINILM, ROBERTA, Map.of());
    TextInference first = SharedTextEngines.acquire(settings);
    TextInference second = SharedTextEngines.acquire(settings(MINILM, ROBERTA, Map.of()));

    assertThat(first.infer("same title", BOTH).get(10, SECONDS).failure()).isNull();
    assertThat(second.statistics().batching().batchedRequests()).isEqualTo(1);
    first.close();
    first.close();
    assertThat(second.infer("another title", BOTH).get(10, SECONDS).failure()).isNull();
    second.close();
    assertThat(second.infer("third title", BOTH).get(10, SECONDS).failureReason())
        .startsWith("CLOSED");

    try (TextInference reloaded = SharedTextEngines.acquire(settings)) {
      assertThat(reloaded.infer("third title", BOTH).get(10, SECONDS).failure()).isNull();
    }
  }

  @Test
  void sharesTheModelWithWhoeverElseLeasesItAndFreesItAfterTheLastOfThem() throws Exception {
    TextModelSettings settings = settings(MINILM, ROBERTA, Map.of());
    try (ModelEngines engines = SharedModelEngines.acquire(settings.engines())) {
      ModelLease lease = engines.acquire(BundledMiniLm.REF).get(20, SECONDS);
      TextEmbeddingEngine service = lease.engine(TextEmbeddingEngine.class);
      TextInference titles = SharedTextEngines.acquire(settings);

      assertThat(engines.loaded()).extracting(LoadedVersion::leases).containsExactly(2);
      assertThat(titles.infer("one title", BOTH).get(10, SECONDS).embedding())
          .containsExactly(service.embed("one title", PATIENCE).get(10, SECONDS), within(1e-5f));
      assertThat(service.statistics().batchedRequests()).isEqualTo(2);

      titles.close();
      assertThat(service.embed("two titles", PATIENCE).get(10, SECONDS)).hasSize(384);
      lease.close();
      assertThat(engines.loaded()).isEmpty();
    }
  }

  @Test
  void sharesAModelFromAFolderToo(@TempDir Path folder) throws Exception {
    TinyClassifier.write(folder);
    TextModelSettings settings = classifier(folder);
    ModelRef ref = new ModelRef(ROBERTA, "local-classifier");

    try (ModelEngines engines = SharedModelEngines.acquire(settings.engines());
        TextEngine titles = TextEngine.load(settings);
        ModelLease lease = engines.acquire(ref).get(20, SECONDS)) {
      double[] probabilities =
          lease.engine(TextClassificationEngine.class).classify("good", PATIENCE).get(10, SECONDS);

      assertThat(sentiment(titles, "good")).isEqualTo(probabilities[2] - probabilities[0]);
      assertThat(engines.loaded()).extracting(LoadedVersion::leases).containsExactly(2);
    }
  }

  @Test
  void leavesNothingLoadedWhenOneOfItsModelsIsRefused(@TempDir Path folder) throws Exception {
    TinyClassifier.write(folder);
    Files.writeString(folder.resolve("tokenizer.json"), "no tokenizer");
    TextModelSettings settings =
        settings(MINILM, ROBERTA, Map.of("SENTIMENT_MODEL_PATH", folder.toString()));

    try (ModelEngines engines = SharedModelEngines.acquire(settings.engines())) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> SharedTextEngines.acquire(settings))
            .isInstanceOf(ModelLoadException.class)
            .hasMessageContaining(ROBERTA)
            .hasMessageContaining("tokenizer.json");
      }
      assertThat(engines.loaded()).isEmpty();

      TinyClassifier.write(folder);
      try (TextInference mended = SharedTextEngines.acquire(settings)) {
        assertThat(mended.infer("good", BOTH).get(10, SECONDS).failure()).isNull();
        assertThat(engines.loaded()).hasSize(2);
      }
      assertThat(engines.loaded()).isEmpty();
    }
  }

  @Test
  void keepsNothingForACallerWhoIsInterruptedWhileItLoads() throws Exception {
    TextModelSettings settings = settings(MINILM, null, Map.of());
    try (ModelEngines engines = SharedModelEngines.acquire(settings.engines())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> SharedTextEngines.acquire(settings))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();

      try (ModelLease lease = engines.acquire(BundledMiniLm.REF).get(20, SECONDS)) {
        assertThat(lease.engine().device()).isEqualTo("CPU");
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(engines.loaded())
                        .extracting(LoadedVersion::leases)
                        .containsExactly(1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 2"})
  void remembersAnswersUnlessTheModelsSettingsSpeakAgainstIt(boolean remembered, long runs)
      throws Exception {
    InferenceSettings model = new InferenceSettings(null, null, remembered, null, null, null);

    try (TextEngine engine =
        TextEngine.load(TextModelSettings.forTitles(MINILM, ROBERTA, engines(Map.of(), model)))) {
      for (int i = 0; i < 2; i++) {
        assertThat(engine.infer("same title", BOTH).get(10, SECONDS).failure()).isNull();
      }
      assertThat(engine.statistics().batching().batchedRequests()).isEqualTo(runs);
    }
  }

  @Test
  void refusesSettingsThatNameNoModel() {
    assertThatThrownBy(
            () ->
                new TextModelSettings(
                    null,
                    null,
                    engines(Map.of(), InferenceSettings.UNSET),
                    Duration.ofMinutes(1),
                    0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double sentiment(TextEngine engine, String text) throws Exception {
    return engine.infer(text, EnumSet.of(TextOutput.SENTIMENT)).get(10, SECONDS).sentiment();
  }

  private static TextModelSettings classifier(Path folder) {
    return settings(null, ROBERTA, Map.of("SENTIMENT_MODEL_PATH", folder.toString()));
  }

  private static TextModelSettings settings(
      String embedding, String sentiment, Map<String, String> environment) {
    return TextModelSettings.forTitles(
        embedding, sentiment, engines(environment, InferenceSettings.UNSET));
  }

  /**
   * Engines of a test.
   *
   * @param model settings of the sentiment model and of the encoder
   */
  private static EngineSettings engines(Map<String, String> environment, InferenceSettings model) {
    Map<String, String> variables = new HashMap<>(BundledEncoder.environment());
    variables.putAll(environment);
    return EngineSettings.of(
        PlatformSettings.from(variables), Map.of(ROBERTA, model, MINILM, model));
  }
}
