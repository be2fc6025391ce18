package com.ytempire.ml.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.MlflowSettings;
import com.ytempire.ml.core.settings.ModelRecipe;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryRollouts;
import com.ytempire.ml.core.store.memory.InMemoryTrainingJobs;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.training.release.ModelTraining;
import com.ytempire.ml.training.release.TrackedTraining;
import com.ytempire.ml.training.release.VersionRegistration;
import com.ytempire.ml.training.run.Trainers;
import com.ytempire.ml.training.run.TrainingRun;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.tracking.MlflowServer;
import com.ytempire.ml.training.tracking.Tracking;
import com.ytempire.ml.training.trainer.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue and a registry in memory, a repository and data in a folder, and workers on them. */
final class WorkerPlace implements AutoCloseable {
  static final String MODEL = "trained";
  static final TrainingLease LEASE = new TrainingLease(Duration.ofMinutes(1), 3);

  private static final FeaturePlan FEATURES =
      FeaturePlan.parse(
          "features: {engagement: [{name: like_share, formula: likes / views}]}", "test.yaml");

  final Clock clock = Clock.systemUTC();
  final TrainingJobs jobs = new InMemoryTrainingJobs(clock);
  final InMemoryModelRegistry registry = new InMemoryModelRegistry(clock);
  final Path events;
  final ModelCache files;
  final Path jobFolders;
  final List<String> told = new CopyOnWriteArrayList<>();
  private final ModelPublisher publisher;
  private final MlflowServer mlflow;
  private final Tracking tracking;

  WorkerPlace(Path folder) throws IOException {
    Files.createDirectories(folder);
    mlflow = MlflowServer.start(0);
    tracking =
        Tracking.open(
            new MlflowSettings(mlflow.address(), "ytempire", null, null, null),
            PlatformSettings.from(Map.of()).objects(),
            folder.resolve("tracking"),
            clock);
    events = DailyEvents.write(folder.resolve("events.jsonl"), 400, 1);
    jobFolders = folder.resolve("jobs");
    ModelRepository repository =
        ModelRepository.open(
            folder.resolve("registry").toString(), PlatformSettings.from(Map.of()).objects());
    files = new ModelCache(repository, folder.resolve("cache"), 1 << 30, clock);
    publisher = new ModelPublisher(repository, registry, clock, UUID::randomUUID);
  }

  TrainingJob submit(String model, String source, Map<String, Double> hyperparameters) {
    return submit(model, source, hyperparameters, TrainingChoices.DEFAULT);
  }

  TrainingJob submit(
      String model, String source, Map<String, Double> hyperparameters, TrainingChoices choices) {
    return jobs.submit(
        TrainingJob.pending(
            UUID.randomUUID(),
            new TrainingPlan(
                model, source, DataSplit.DEFAULT, hyperparameters, "test", List.of(), choices),
            "tester",
            clock.instant()),
        Optional.empty());
  }

  /** Of the made-up videos, by the model's recipe. */
  TrainingJob submit() {
    return submit(MODEL, events.toString(), Map.of());
  }

  TrainingJob found(TrainingJob job) {
    return jobs.find(job.id()).orElseThrow();
  }

  /** Begins with nothing, as another process does. */
  TrainingWorker worker(String name, Trainer trainer) {
    return worker(name, trainer, jobs);
  }

  TrainingWorker worker(String name, Trainer trainer, TrainingJobs queue) {
    var trainers = new Trainers(List.of(trainer));
    return new TrainingWorker(
        queue,
        () -> new TrackedTraining(training(trainers), tracking),
        new JobPlans(
            Map.of(
                MODEL,
                new ModelRecipe(
                    "gradient_boosting",
                    Map.of("epochs", 30.0, "learning_rate", 0.2, "checkpoint_every", 1.0),
                    Map.of()),
                "elsewise",
                new ModelRecipe("transformer", Map.of(), Map.of()),
                "untrained",
                new ModelRecipe(null, Map.of(), Map.of())),
            trainers),
        new TrainingWorker.Options(name, Duration.ofMillis(20), LEASE, jobFolders),
        new TrainingWorker.Listener() {
          @Override
          public void begun(TrainingJob job) {
            told.add(name + " begins " + job.plan().modelType());
          }

          @Override
          public void left(TrainingJob job, String how) {
            told.add(name + ": " + how);
          }
        },
        clock);
  }

  ModelTraining training(Trainers trainers) {
    return new ModelTraining(
        new TrainingRun(
            new TrainingSources(FEATURES, PlatformSettings.from(Map.of()).objects(), clock),
            trainers,
            clock),
        new VersionRegistration(
            registry,
            new InMemoryRollouts(registry, clock, UUID::randomUUID),
            files,
            publisher,
            "worker"));
  }

  byte[] network(String version) throws IOException {
    return Files.readAllBytes(
        files.fetch(new ModelRef(MODEL, version)).directory().resolve("model.onnx"));
  }

  /** What MLflow knows of a job. */
  MlflowServer.Run tracked(TrainingJob job) throws InterruptedException {
    assertThat(tracking.flush(Duration.ofSeconds(30))).isTrue();
    List<MlflowServer.Run> runs =
        mlflow.runs.values().stream()
            .filter(run -> job.id().toString().equals(run.tags.get("ytempire.job_id")))
            .toList();
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  @Override
  public void close() {
    tracking.close();
    mlflow.close();
    files.close();
  }
}
