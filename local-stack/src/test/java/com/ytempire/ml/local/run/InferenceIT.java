package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresPredictionLog;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.testing.GrowthModels;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four days of real snapshots through both jobs, with a version of sequences made active in the
 * middle, and the one of rows again after it: every snapshot is scored once, each by what its
 * version reads, its outcome is the one that a look at the whole file gives, and the features are
 * those of a run without inference.
 */
@ExtendWith(RunningStack.class)
@Timeout(300)
class InferenceIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int ENOUGH = 50;
  private static final ModelRef SEQUENCES = new ModelRef(InferenceJob.MODEL, "0.9.0-sequences");

  @TempDir static Path folder;

  private static TestPlatform platform;
  private static PlatformSettings settings;
  private static JsonNode report;
  private static ModelRef first;
  private static InferenceOracle oracle;
  private static PredictionContents contents;
  private static RunResult undisturbed;

  @BeforeAll
  static void playWithASwitchInTheMiddle(LocalStack shared) throws Exception {
    undisturbed = MixedInput.undisturbed(shared, folder);
    Path features = MixedInput.features(folder);
    Path events = MixedInput.write(folder);
    oracle = InferenceOracle.of(events);
    platform = TestPlatform.start(folder.resolve("data"), FreshStores.on(shared));
    settings = PlatformSettings.from(platform.variables());
    var running =
        new FutureTask<>(
            () ->
                platform.runScored(
                    features, PlayOptions.defaults().withSpeed(MixedInput.SPEED), events));
    new Thread(running, "scored-run").start();
    try (var pool = PostgresConnections.pool(settings.database(), 1)) {
      var log = new PostgresPredictionLog(pool);
      awaitPredictions(log, running, version -> true);
      var registry = new PostgresModelRegistry(pool, Clock.systemUTC());
      first = registry.active(InferenceJob.MODEL).orElseThrow().ref();
      publish(SEQUENCES, platform.stack().data().root().resolve("registry"), registry);
      registry.activate(SEQUENCES);
      awaitPredictions(log, running, SEQUENCES::equals);
      registry.activate(first);
    }
    report = running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    contents = PredictionContents.read(platform);
  }

  private static void awaitPredictions(
      PostgresPredictionLog log, Future<?> running, Predicate<ModelRef> by) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions() // The tables are made by the run.
        .until(
            () ->
                running.isDone()
                    || log.accuracy(InferenceJob.MODEL, Instant.EPOCH, Instant.now()).stream()
                            .filter(version -> by.test(version.model()))
                            .mapToLong(PredictionAccuracy::predictions)
                            .sum()
                        >= ENOUGH);
  }

  private static void publish(ModelRef ref, Path repository, ModelRegistry registry)
      throws IOException {
    ModelFolder made = GrowthModels.sequence(folder.resolve("sequences"), ref);
    try (ModelRepository models =
        ModelRepository.open(repository.toString(), PlatformSettings.from(Map.of()).objects())) {
      models.publish(made.manifest(), made.directory());
      new ModelPublisher(models, registry, Clock.systemUTC(), UUID::randomUUID)
          .register(ref, "test");
    }
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void scoresEverySnapshotOnceAndTellsWhatBecameOfIt() {
    contents.assertMeets(oracle, "run with a switch");
    assertThat(report.path("vectors_in").asInt())
        .isEqualTo(report.path("events_out").asInt())
        .isEqualTo(oracle.scored().size());
    assertThat(report.path("predictions").asInt()).isEqualTo(oracle.scored().size());
    assertThat(report.path("outcomes").asInt()).isEqualTo(oracle.outcomes().size());
    assertThat(report.path("failed").asInt()).isZero();
  }

  @Test
  void switchesToTheVersionThatIsMadeActiveWithoutAFailure() {
    assertThat(contents.publishedVersions().keySet())
        .isEqualTo(Set.of(first.version(), SEQUENCES.version()));
    System.out.printf("predictions by version: %s%n", contents.publishedVersions());
  }

  @Test
  void givesAVersionOfSequencesTheSnapshotsOfTheVideoUpToTheOneThatIsScored() {
    int longest = 0;
    for (Map.Entry<String, Prediction> scored : contents.predictions().entrySet()) {
      Prediction prediction = scored.getValue();
      if (prediction.model().equals(SEQUENCES)) {
        List<Double> views = oracle.views().get(scored.getKey());
        longest = Math.max(longest, views.size());
        assertThat(prediction.output(Prediction.LOG_GROWTH))
            .as(scored.getKey())
            .isCloseTo(GrowthModels.ofSequence(views), within(1e-4));
        assertThat(prediction.inputs().get("views")).isEqualTo(views.get(views.size() - 1));
      }
    }
    assertThat(longest).isEqualTo(SnapshotSequence.MOST_STEPS);
  }

  @Test
  void reportsTheAccuracyThatTheTableGives() {
    List<PredictionAccuracy> versions;
    try (var pool = PostgresConnections.pool(settings.database(), 1)) {
      versions =
          new PostgresPredictionLog(pool)
              .accuracy(InferenceJob.MODEL, Instant.EPOCH, Instant.now().plusSeconds(60));
    }
    long judged = versions.stream().mapToLong(PredictionAccuracy::judged).sum();
    long correct = versions.stream().mapToLong(PredictionAccuracy::correct).sum();
    double errors = 0;
    for (PredictionAccuracy version : versions) {
      Double mae = version.logGrowthMae();
      assertThat(mae).isNotNull();
      errors += mae * version.outcomes();
    }

    assertThat(judged).isEqualTo(oracle.outcomes().size());
    assertThat(report.path("accuracy").asDouble())
        .isCloseTo((double) correct / judged, within(1e-6));
    assertThat(report.path("log_growth_mae").asDouble()).isCloseTo(errors / judged, within(2e-6));
    System.out.printf(
        "accuracy %s, mean absolute error of the log growth %s over %d outcomes%n",
        report.path("accuracy"), report.path("log_growth_mae"), judged);
  }

  @Test
  void leavesTheFeaturesAsTheyAreWithoutInference() throws Exception {
    platform.result(MixedInput.PLAN, report).assertSameAs(undisturbed, "with inference beside");
  }
}
