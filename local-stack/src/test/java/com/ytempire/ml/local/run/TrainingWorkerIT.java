package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresTrainingJobs;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code worker} as a user starts it, on a database of its own. */
@ExtendWith(RunningStack.class)
@Timeout(300)
class TrainingWorkerIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** What a JVM ends with that was told to by SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  /** So many rounds that a process can be killed between two, each kept. */
  private static final Map<String, Double> LONG =
      Map.of(
          "epochs", 150.0,
          "early_stopping_patience", 150.0,
          "learning_rate", 0.02,
          "max_depth", 6.0,
          "checkpoint_every", 1.0);

  private static final Map<String, Double> SHORT = Map.of("epochs", 3.0, "max_depth", 2.0);

  @TempDir Path folder;
  private Map<String, String> variables;
  private Path models;
  private Path events;
  private HikariDataSource database;
  private TrainingJobs jobs;
  private PostgresModelRegistry registry;

  @BeforeEach
  void makePlace(LocalStack shared) throws Exception {
    variables = new HashMap<>(FreshStores.on(shared));
    variables.put("MODEL_REGISTRY_PATH", folder.resolve("registry").toString());
    variables.put("MODEL_CACHE_DIR", folder.resolve("models").toString());
    variables.put("TRAINING_JOBS_PATH", folder.resolve("jobs").toString());
    variables.put("TRAINING_LEASE_MS", "3000");
    variables.put("TRAINING_POLL_MS", "100");
    variables.put("OMP_NUM_THREADS", "1");
    models =
        Files.writeString(
            folder.resolve("models.yaml"),
            """
            models:
              first:
                type: gradient_boosting
              second:
                type: gradient_boosting
            """);
    events = DailyEvents.write(folder.resolve("events.jsonl"), 200, 1);
    database = PostgresConnections.pool(PlatformSettings.from(variables).database(), 2);
    DatabaseSchema.migrate(database);
    jobs = new PostgresTrainingJobs(database);
    registry = new PostgresModelRegistry(database, Clock.systemUTC());
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private CommandProcess worker(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "worker",
                "--data",
                folder.resolve("data").toString(),
                "--models",
                models.toString()));
    arguments.addAll(List.of(more));
    return CommandProcess.start(folder, variables, arguments.toArray(String[]::new));
  }

  private TrainingJob submit(String model, Map<String, Double> hyperparameters) {
    return jobs.submit(
        TrainingJob.pending(
            UUID.randomUUID(),
            new TrainingPlan(
                model,
                events.toString(),
                DataSplit.DEFAULT,
                hyperparameters,
                "test",
                List.of(),
                new TrainingChoices(null, Deployment.NONE, false, 1, List.of())),
            "tester",
            Clock.systemUTC().instant()),
        Optional.empty());
  }

  private TrainingJob found(TrainingJob job) {
    return jobs.find(job.id()).orElseThrow();
  }

  private TrainingJob awaitEnd(TrainingJob job, CommandProcess worker) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              assertThat(worker.isRunning()).as(worker.console()).isTrue();
              return found(job).status().isFinal();
            });
    return found(job);
  }

  private void awaitRound(TrainingJob job, int round, CommandProcess worker) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              assertThat(worker.isRunning()).as(worker.console()).isTrue();
              assertThat(found(job).status().isFinal()).as("%s", found(job)).isFalse();
              return found(job).progress().epoch() >= round;
            });
  }

  private byte[] network(String model, String version) throws Exception {
    return Files.readAllBytes(
        folder.resolve("registry").resolve(model).resolve(version).resolve("model.onnx"));
  }

  private List<String> versions(String model) {
    return registry.list(Optional.of(model)).stream()
        .sorted(Comparator.comparing(ModelVersion::createdAt))
        .map(version -> version.ref().version())
        .toList();
  }

  @Test
  void twoWorkersRunEachJobOnceAndNeverTwoOfAModel() throws Exception {
    List<TrainingJob> asked = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      asked.add(submit(i % 2 == 0 ? "first" : "second", SHORT));
    }

    try (CommandProcess one = worker();
        CommandProcess two = worker()) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                assertThat(one.isRunning()).as(one.console()).isTrue();
                assertThat(two.isRunning()).as(two.console()).isTrue();
                return asked.stream().allMatch(job -> found(job).status().isFinal());
              });
      assertThat(one.stop(Duration.ofSeconds(40))).as(one.console()).isEqualTo(TERMINATED);
    }

    List<TrainingJob> done = jobs.list(TrainingFilter.newest(100));
    assertThat(done).hasSize(10);
    assertThat(done)
        .allSatisfy(
            job -> {
              assertThat(job.status()).as("%s", job.error()).isEqualTo(TrainingStatus.COMPLETED);
              assertThat(job.attempt().number()).isEqualTo(1);
            });
    assertThat(done).extracting(job -> job.attempt().worker()).doesNotContainNull();
    for (String model : List.of("first", "second")) {
      assertThat(versions(model)).containsExactly("0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0");
      List<TrainingJob> ofModel =
          done.stream()
              .filter(job -> job.plan().modelType().equals(model))
              .sorted(Comparator.comparing(TrainingJob::createdAt))
              .toList();
      for (int i = 1; i < ofModel.size(); i++) {
        assertThat(Objects.requireNonNull(ofModel.get(i).startedAt()))
            .as("one after the other")
            .isAfterOrEqualTo(ofModel.get(i - 1).completedAt());
      }
    }
  }

  @Test
  void aKilledWorkersJobIsGoneOnWithToTheSameModel() throws Exception {
    TrainingJob undisturbed = submit("first", LONG);
    TrainingJob job = submit("second", LONG);
    try (CommandProcess left = worker()) {
      assertThat(awaitEnd(undisturbed, left).status()).isEqualTo(TrainingStatus.COMPLETED);
      awaitRound(job, 3, left);
      left.kill();
    }
    int reached = found(job).progress().epoch();
    assertThat(found(job).status()).isEqualTo(TrainingStatus.RUNNING);

    try (CommandProcess other = worker()) {
      TrainingJob done = awaitEnd(job, other);

      System.out.printf("killed in round %d or later; %s%n", reached, done.metrics());
      assertThat(done.status()).as("%s", done.error()).isEqualTo(TrainingStatus.COMPLETED);
      assertThat(done.attempt().number()).isEqualTo(2);
      assertThat(done.attempt().lost()).isEqualTo(1);
      assertThat(done.metrics()).isEqualTo(found(undisturbed).metrics());
    }
    assertThat(network("second", "0.1.0")).isEqualTo(network("first", "0.1.0"));
    assertThat(versions("second")).containsExactly("0.1.0");
    assertThat(jobs.list(TrainingFilter.newest(10))).hasSize(2);
    assertThat(registry.list(Optional.of("second")).get(0).status())
        .isEqualTo(ModelStatus.INACTIVE);
    assertThat(folder.resolve("jobs").resolve(job.id().toString())).doesNotExist();
  }

  @Test
  void aWorkerThatIsToldToEndHandsItsJobBack() throws Exception {
    TrainingJob job = submit("first", LONG);
    try (CommandProcess worker = worker()) {
      awaitRound(job, 2, worker);

      assertThat(worker.stop(Duration.ofSeconds(40))).as(worker.console()).isEqualTo(TERMINATED);

      assertThat(worker.console())
          .containsSubsequence("attempt 1", "stopping", "handed back; another goes on")
          .doesNotContain("not everything stopped");
    }
    TrainingJob back = found(job);
    assertThat(back.status()).isEqualTo(TrainingStatus.PENDING);
    assertThat(back.artifacts()).containsEntry("version", "0.1.0");
    assertThat(folder.resolve("jobs").resolve(job.id().toString()).resolve("checkpoints"))
        .isNotEmptyDirectory();
    jobs.cancel(job.id());

    try (CommandProcess next = worker("--until-idle")) {
      assertThat(next.awaitEnd(LIMIT)).as(next.console()).isZero();
    }
    assertThat(folder.resolve("jobs").resolve(job.id().toString()))
        .as("what a cancelled job left")
        .doesNotExist();
    assertThat(versions("first")).isEmpty();
  }
}
