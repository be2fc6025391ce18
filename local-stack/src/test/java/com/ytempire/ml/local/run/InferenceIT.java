package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresPredictionLog;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four days of real snapshots through both jobs, with another version made active in the middle:
 * every snapshot is scored once, its outcome is the one that a look at the whole file gives, and
 * the features are those of a run without inference.
 */
@ExtendWith(RunningStack.class)
@Timeout(300)
class InferenceIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int ENOUGH = 50;

  @TempDir static Path folder;

  private static TestPlatform platform;
  private static PlatformSettings settings;
  private static JsonNode report;
  private static ModelRef first;
  private static ModelRef second;
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
      await()
          .atMost(LIMIT)
          .ignoreExceptions() // The tables are made by the run.
          .until(
              () ->
                  running.isDone()
                      || predictions(log.accuracy(InferenceJob.MODEL, Instant.EPOCH, Instant.now()))
                          >= ENOUGH);
      var registry = new PostgresModelRegistry(pool, Clock.systemUTC());
      first = registry.active(InferenceJob.MODEL).orElseThrow().ref();
      second =
          AnotherVersion.publish(
              first, platform.stack().data().root().resolve("registry"), folder, registry);
      registry.activate(second);
    }
    report = running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    contents = PredictionContents.read(platform);
  }

  private static long predictions(List<PredictionAccuracy> versions) {
    return versions.stream().mapToLong(PredictionAccuracy::predictions).sum();
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
        .isEqualTo(Set.of(first.version(), second.version()));
    System.out.printf("predictions by version: %s%n", contents.publishedVersions());
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
