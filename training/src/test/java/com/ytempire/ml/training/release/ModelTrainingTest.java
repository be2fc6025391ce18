package com.ytempire.ml.training.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.settings.MlflowSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryRollouts;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.run.RunResult;
import com.ytempire.ml.training.run.VersionReport;
import com.ytempire.ml.training.testing.Runs;
import com.ytempire.ml.training.tracking.MlflowServer;
import com.ytempire.ml.training.tracking.Tracking;
import com.ytempire.ml.training.trainer.TrainingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with a registry in memory and a repository in a folder. */
class ModelTrainingTest {
  private static final String MODEL = "trained";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private final InMemoryModelRegistry registry = new InMemoryModelRegistry(CLOCK);
  private final InMemoryRollouts rollouts = new InMemoryRollouts(registry, CLOCK, UUID::randomUUID);
  private Path events;
  private ModelCache files;
  private VersionRegistration registration;
  private ModelTraining training;

  @BeforeEach
  void makeRepository() throws Exception {
    events = DailyEvents.write(folder.resolve("events.jsonl"), 400, 1);
    ModelRepository repository =
        ModelRepository.open(
            folder.resolve("registry").toString(), PlatformSettings.from(Map.of()).objects());
    files = new ModelCache(repository, folder.resolve("cache"), 1 << 30, CLOCK);
    registration =
        new VersionRegistration(
            registry,
            rollouts,
            files,
            new ModelPublisher(repository, registry, CLOCK, UUID::randomUUID),
            "test");
    training = new ModelTraining(Runs.run(), registration);
  }

  @AfterEach
  void closeRepository() {
    files.close();
  }

  private RunPlan plan(ModelRef ref, double rounds, String job) {
    return new RunPlan(
        "gradient_boosting",
        events.toString(),
        RunPlan.QUERY,
        Map.of("epochs", rounds, "learning_rate", 0.2, "checkpoint_every", 1.0),
        1,
        folder.resolve(ref.toString()),
        folder.resolve("checkpoints"),
        Map.of(RunPlan.JOB, job));
  }

  private TrainedVersion train(double rounds, Deployment deployment) throws Exception {
    ModelRef ref = training.next(MODEL);
    return training.train(plan(ref, rounds, "job of " + ref), ref, deployment, Runs.go());
  }

  @Test
  void aVersionIsActivatedIfItIsNotWorseAndKeepsItsReport() throws Exception {
    TrainedVersion first = train(40, Deployment.IF_BETTER);
    TrainedVersion poor = train(1, Deployment.IF_BETTER);

    assertThat(first.version().status()).isEqualTo(ModelStatus.ACTIVE);
    assertThat(first.note()).isEmpty();
    assertThat(first.report().beside()).isEmpty();
    assertThat(poor.version().status()).isEqualTo(ModelStatus.INACTIVE);
    assertThat(poor.note()).contains("not shown to be as good");
    assertThat(registry.active(MODEL)).contains(first.version());
    Path made = files.fetch(poor.version().ref()).directory();
    assertThat(VersionReport.read(made)).isEqualTo(poor.report());
    assertThat(poor.report().beside()).contains(first.version().ref());
    assertThat(poor.report().figures()).containsKey("viral_probability_auc");
    assertThat(folder.resolve("checkpoints")).doesNotExist();
  }

  @Test
  void aVersionThatIsOnlyRegisteredTakesNoTraffic() throws Exception {
    TrainedVersion trained = train(20, Deployment.NONE);

    assertThat(trained.version().status()).isEqualTo(ModelStatus.INACTIVE);
    assertThat(registry.active(MODEL)).isEmpty();
  }

  @Test
  void aCanaryNeedsAnActiveVersionAndIsTheOnlyOne() throws Exception {
    assertThatThrownBy(() -> train(5, Deployment.canary(20)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("no version of trained is active")
        .hasMessageContaining("without a canary");
    train(40, Deployment.IF_BETTER);

    TrainedVersion tried = train(1, Deployment.canary(20));

    Rollout canary = tried.canary().orElseThrow();
    assertThat(canary.percentage()).isEqualTo(20);
    assertThat(rollouts.running()).containsExactly(canary);
    assertThatThrownBy(() -> train(5, Deployment.canary(20)))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("promote it or roll it back first");
  }

  @Test
  void anotherThatBecameActiveInTheMeantimeKeepsItsTraffic() throws Exception {
    TrainedVersion other = train(20, Deployment.NONE);
    ModelRef ref = training.next(MODEL);
    TrainedVersion late =
        training.train(
            plan(ref, 40, "late"),
            ref,
            Deployment.IF_BETTER,
            (round, most, figures) -> {
              registry.activate(other.version().ref());
              return true;
            });

    assertThat(late.version().status()).isEqualTo(ModelStatus.INACTIVE);
    assertThat(late.note()).contains("trained_v0.1.0 became active in the meantime");
    assertThat(registry.active(MODEL).orElseThrow().ref()).isEqualTo(other.version().ref());
  }

  @Test
  void whatWasPublishedAndNoMoreIsFinishedByTheSameJobOnly() throws Exception {
    ModelRef ref = training.next(MODEL);
    RunPlan plan = plan(ref, 40, "job-1");
    RunResult published = Runs.run().run(plan, ref, registration.active(MODEL), Runs.go());
    files.repository().publish(published.folder());

    assertThat(training.finish(ref, RunPlan.JOB, "job-2", Deployment.IF_BETTER)).isEmpty();
    assertThat(registry.list(Optional.of(MODEL))).isEmpty();
    TrainedVersion finished =
        training.finish(ref, RunPlan.JOB, "job-1", Deployment.IF_BETTER).orElseThrow();

    assertThat(finished.version().status()).isEqualTo(ModelStatus.ACTIVE);
    assertThat(finished.report()).isEqualTo(VersionReport.of(published));
    assertThat(training.finish(ref, RunPlan.JOB, "job-1", Deployment.IF_BETTER)).contains(finished);
    assertThat(registry.list(Optional.of(MODEL))).hasSize(1);
  }

  @Test
  void aCanaryThatEndedIsNotBegunAgainByTheSameJob() throws Exception {
    train(40, Deployment.IF_BETTER);
    TrainedVersion tried = train(1, Deployment.canary(20));
    rollouts.end(tried.canary().orElseThrow().id(), Ruling.automatic("worse"));

    TrainedVersion again =
        training
            .finish(
                tried.version().ref(),
                RunPlan.JOB,
                "job of " + tried.version().ref(),
                Deployment.canary(20))
            .orElseThrow();

    assertThat(again.canary().orElseThrow().isRunning()).isFalse();
    assertThat(rollouts.running()).isEmpty();
    assertThat(rollouts.history(MODEL)).extracting(Rollout::kind).containsOnly(RolloutKind.CANARY);
  }

  private Tracking tracking(MlflowServer server) throws Exception {
    return Tracking.open(
        new MlflowSettings(server.address(), "ytempire", null, null, null),
        PlatformSettings.from(Map.of()).objects(),
        folder.resolve("tracking"),
        Clock.systemUTC());
  }

  @Test
  void aTrackedRunIsKnownWithItsLossesFiguresFilesAndVersion() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = tracking(server)) {
      var tracked = new TrackedTraining(training, tracking);
      ModelRef ref = tracked.next(MODEL);
      RunPlan plan = plan(ref, 20, "job-7");
      var label = new RunLabel("job-7", "january", Map.of("monthly", "true"));
      assertThatThrownBy(
              () ->
                  tracked.train(
                      plan, ref, Deployment.NONE, label, (round, most, figures) -> round < 5))
          .isInstanceOf(TrainingException.class);
      assertThat(tracking.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(server.onlyRun().status).isEqualTo("RUNNING");

      TrainedVersion trained = tracked.train(plan, ref, Deployment.NONE, label, Runs.go());
      assertThat(tracking.flush(Duration.ofSeconds(30))).isTrue();

      MlflowServer.Run run = server.onlyRun();
      assertThat(run.status).isEqualTo("FINISHED");
      assertThat(run.params)
          .containsEntry("trainer", "gradient_boosting")
          .containsEntry("epochs", "20.0");
      assertThat(run.tags)
          .containsEntry("monthly", "true")
          .containsEntry("ytempire.version", ref.version())
          .containsKeys("ytempire.rows", "ytempire.cut", "ytempire.promotion");
      assertThat(run.values("val_loss")).hasSize(20);
      assertThat(run.values("viral_probability_auc"))
          .containsExactly(trained.report().figures().get("viral_probability_auc"));
      assertThat(server.files.keySet())
          .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
          .contains("model.onnx", "MODEL_CARD.md", "evaluation.json", "report.html");
      assertThat(server.versions.get(0).path("source").asText())
          .isEqualTo(trained.version().path());
    }
  }

  @Test
  void aTrackedRunThatFailsOrIsCancelledIsKnownAsThat() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = tracking(server)) {
      var tracked = new TrackedTraining(training, tracking);
      ModelRef ref = tracked.next(MODEL);
      var label = new RunLabel("job-8", "january", Map.of());
      assertThatThrownBy(
              () ->
                  tracked.train(
                      plan(ref, 5, "job-8"), ref, Deployment.canary(10), label, Runs.go()))
          .isInstanceOf(TrainingException.class);
      assertThat(tracking.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(server.onlyRun().status).isEqualTo("FAILED");
      assertThat(server.onlyRun().tags.get("ytempire.failure")).contains("is active");

      tracked.cancel(ref, label);
      assertThat(tracking.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(server.onlyRun().status).isEqualTo("KILLED");
    }
  }
}
