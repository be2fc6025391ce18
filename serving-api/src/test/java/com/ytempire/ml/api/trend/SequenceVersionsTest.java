package com.ytempire.ml.api.trend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.model.PublishedModels;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.api.trend.TrendModel.Growth;
import com.ytempire.ml.api.trend.TrendModel.Scores;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.memory.InMemoryPredictionLog;
import com.ytempire.ml.inference.testing.GrowthModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions of rows and of sequences behind the real service, and from one kind to the other. */
@Timeout(120)
class SequenceVersionsTest {
  private static final ModelRef ROWS = new ModelRef("trend_predictor", "1.2.3");
  private static final ModelRef SEQUENCES = new ModelRef("trend_predictor", "2.0.0");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TITLE = "robot story";

  /** Snapshots of each piece of content: the newest alone, some, and more than are read. */
  private static final List<Integer> LENGTHS = List.of(1, 3, 8, 12);

  @TempDir private Path directory;

  private ServiceUnderTest service;
  private List<SimilarContent> contents;

  @BeforeEach
  void start() throws IOException {
    var models = new PublishedModels(directory);
    service = ServiceUnderTest.start(models.variables(), options -> options);
    models.publish(service, GrowthModels.row(directory.resolve("made/rows"), ROWS));
    models.publish(service, GrowthModels.sequence(directory.resolve("made/sequences"), SEQUENCES));
    service.part(ModelRegistry.class).activate(ROWS);
    ContentIndex index = service.part(ContentIndex.class);
    for (int content = 0; content < LENGTHS.size(); content++) {
      for (int step = 0; step < LENGTHS.get(content); step++) {
        index.save(List.of(snapshot(content, step)));
      }
    }
    contents = index.nearest(WordEncoder.embedding(TITLE), WordEncoder.VERSION, 9, Instant.EPOCH);
    assertThat(contents).hasSize(LENGTHS.size());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static EmbeddedContent snapshot(int content, int step) {
    Instant at = Instant.now().minus(Duration.ofHours(20L - step));
    return new EmbeddedContent(
        new ContentSnapshot(
            "US|robot" + content,
            TITLE,
            "channel",
            28,
            at.minus(Duration.ofDays(2)),
            "e" + step,
            at,
            Map.of("views", views(content, step), "likes", 1.0)),
        WordEncoder.VERSION,
        WordEncoder.embedding(TITLE));
  }

  private static double views(int content, int step) {
    return 1_000 * (content + 1) * Math.pow(1.3 + 0.1 * content, step);
  }

  /** What a version must say of a piece of content, worked out from all of its snapshots. */
  private static double expected(ModelRef model, SimilarContent content) {
    int number = Integer.parseInt(content.content().contentId().substring("robot".length()));
    int length = LENGTHS.get(number);
    return model.equals(ROWS)
        ? GrowthModels.ofRow(views(number, length - 1))
        : GrowthModels.ofSequence(
            LongStream.range(Math.max(0, length - SnapshotSequence.MOST_STEPS), length)
                .mapToObj(step -> views(number, (int) step))
                .toList());
  }

  private Scores ask(String inputHash) throws Exception {
    return service
        .part(TrendModel.class)
        .score(inputHash, CompletableFuture.completedFuture(contents), PATIENCE)
        .get(20, SECONDS);
  }

  /** Asks, checks that what is said is what the version that answered must say, and tells which. */
  private ModelRef checked(String inputHash) throws Exception {
    Scores scores = ask(inputHash);
    for (int i = 0; i < contents.size(); i++) {
      double expected = expected(scores.model(), contents.get(i));
      Growth growth = scores.growths().get(i);
      assertThat(growth.logGrowth()).as(scores.model().version()).isCloseTo(expected, within(1e-4));
      assertThat(growth.viralProbability()).isCloseTo(1 / (1 + Math.exp(-expected)), within(1e-4));
    }
    return scores.model();
  }

  private Answer reload(String version, String more) {
    return service
        .as("admin")
        .post(
            "/models/trend_predictor_v1.2.3/reload",
            "{\"version\": \"%s\"%s}".formatted(version, more));
  }

  private JsonNode predict(String topic) {
    Answer answer = service.as("predict").post("/predict/trend", "{\"topic\": \"" + topic + "\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/metadata/degraded")).isEmpty();
    return answer.json();
  }

  @Test
  void answerEachContentByItsSnapshotsAfterASwitchAndBackWhileOthersAsk() throws Exception {
    assertThat(checked("any")).isEqualTo(ROWS);
    assertThat(predict(TITLE + " one").at("/metadata/model_version").asText()).isEqualTo("1.2.3");

    service.part(ModelRegistry.class).activate(SEQUENCES);
    await().atMost(PATIENCE).until(() -> checked("any").equals(SEQUENCES));
    JsonNode answer = predict(TITLE + " two");
    assertThat(answer.at("/metadata/model_version").asText()).isEqualTo("2.0.0");
    assertThat(answer.at("/metadata/evidence/similar_content").asInt()).isEqualTo(LENGTHS.size());

    service.part(ModelRegistry.class).activate(ROWS);
    await().atMost(PATIENCE).until(() -> checked("any").equals(ROWS));
    assertThat(predict(TITLE + " three").at("/metadata/model_version").asText()).isEqualTo("1.2.3");
  }

  @Test
  void shareTheTrafficAsCanaryAndActive() throws Exception {
    checked("any");
    Answer reloaded = reload("2.0.0", ", \"canary_percentage\": 50");
    assertThat(reloaded.json().path("canary_enabled").asBoolean()).as(reloaded.body()).isTrue();

    Set<ModelRef> seen = new HashSet<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (int i = 0; i < 40; i++) {
                seen.add(checked(Integer.toHexString(i * 31_337)));
              }
              return seen.equals(Set.of(ROWS, SEQUENCES));
            });
  }

  @Test
  void answerAsShadowsOfEachOther() throws Exception {
    service.part(ModelRegistry.class).activate(SEQUENCES);
    assertShadowed(SEQUENCES, ROWS);
    service.part(ModelRegistry.class).activate(ROWS);
    await().atMost(PATIENCE).until(() -> checked("any").equals(ROWS));
    assertShadowed(ROWS, SEQUENCES);
  }

  private void assertShadowed(ModelRef active, ModelRef shadow) throws Exception {
    assertThat(checked("any")).isEqualTo(active);
    Answer started =
        service
            .as("admin")
            .post("/models/" + shadow.modelId() + "/shadow", "{\"percentage\": 100}");
    assertThat(started.status()).as(started.body()).isEqualTo(200);
    var log = (InMemoryPredictionLog) service.part(PredictionLog.class);
    Set<String> asked = new HashSet<>();

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              String topic = "%s %s %d".formatted(TITLE, shadow.version(), asked.size());
              asked.add(predict(topic).path("prediction_id").asText());
              return shadows(log, shadow).stream()
                  .anyMatch(
                      given -> asked.contains(given.metadata().get(ServedPrediction.SHADOW_OF)));
            });

    assertThat(log.failures()).isEmpty();
    Rollouts rollouts = service.part(Rollouts.class);
    rollouts.running().forEach(rollout -> rollouts.end(rollout.id(), Ruling.automatic("seen")));
  }

  private static List<ServedPrediction> shadows(InMemoryPredictionLog log, ModelRef shadow) {
    return log.served().stream()
        .filter(given -> given.variant() == TrafficVariant.SHADOW)
        .filter(given -> given.model().equals(shadow))
        .toList();
  }
}
