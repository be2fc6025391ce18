package com.ytempire.ml.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.tracking.MlflowServer;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.worker.TrainingWorker.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A queue in memory; killed workers and Postgres are tested with processes. */
@Timeout(120)
class TrainingWorkerTest {
  private static final TrainingLease OVER = new TrainingLease(Duration.ofNanos(1), 3);

  @TempDir Path folder;
  private WorkerPlace place;

  @BeforeEach
  void open() throws IOException {
    place = new WorkerPlace(folder.resolve("place"));
  }

  @AfterEach
  void close() {
    place.close();
  }

  private static Thread begin(TrainingWorker worker, Until until) {
    var thread =
        new Thread(
            () -> {
              try {
                worker.run(until);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  private void work() throws InterruptedException {
    place.worker("w", new GatedTrainer(0)).run(Until.IDLE);
  }

  private List<ModelVersion> versions() {
    return place.registry.list(Optional.of(WorkerPlace.MODEL));
  }

  @Test
  void aJobBecomesAVersionAndTellsWhereItIs() throws Exception {
    TrainingJob job = place.submit();

    work();

    TrainingJob done = place.found(job);
    assertThat(done.status()).as("%s", done.error()).isEqualTo(TrainingStatus.COMPLETED);
    ModelVersion version = versions().get(0);
    assertThat(version.status()).isEqualTo(ModelStatus.ACTIVE);
    assertThat(done.artifacts())
        .containsEntry("version", "0.1.0")
        .containsEntry("deployment", "active")
        .containsEntry("model_path", version.path() + "/model.onnx")
        .containsEntry("metrics_path", version.path() + "/metrics.json")
        .containsKey("model_card_path");
    assertThat(done.metrics())
        .containsKeys("train_loss", "val_loss", "best_val_loss", "viral_probability_auc");
    assertThat(done.bestMetric()).isEqualTo(done.metrics().get("viral_probability_auc"));
    assertThat(done.progress().epoch()).isPositive();
    assertThat(done.progress().totalEpochs()).isEqualTo(30);
    assertThat(Objects.requireNonNull(done.completedAt())).isAfter(done.startedAt());
    assertThat(place.files.fetch(version.ref()).manifest().properties())
        .containsEntry("job_id", job.id().toString());
    assertThat(place.jobFolders.resolve(job.id().toString())).doesNotExist();
    assertThat(place.told).containsExactly("w begins trained", "w: trained_v0.1.0 is active");
  }

  @Test
  void theJobsNumbersGoBeforeTheRecipes() throws Exception {
    TrainingJob job =
        place.submit(
            WorkerPlace.MODEL,
            place.events.toUri().toString(),
            Map.of("epochs", 3.0),
            new TrainingChoices(null, Deployment.NONE, true, 5, List.of("views", "delta_views")));

    work();

    assertThat(place.found(job).progress().totalEpochs()).isEqualTo(3);
    assertThat(place.registry.active(WorkerPlace.MODEL)).isEmpty();
    var manifest = place.files.fetch(versions().get(0).ref()).manifest();
    assertThat(manifest.features()).containsExactly("views", "delta_views");
    assertThat(manifest.properties()).containsEntry("seed", "5");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("trained", "nowhere", "there is no training data at nowhere; expected"),
        Arguments.of("trained", "EMPTY", "has no snapshot of a video"),
        Arguments.of("unheard_of", "EVENTS", "has no model 'unheard_of'; it has elsewise, trained"),
        Arguments.of(
            "elsewise",
            "EVENTS",
            "trains elsewise by 'transformer', for which there is no trainer here; ask with trainer"
                + " gradient_boosting"),
        Arguments.of("untrained", "EVENTS", "names no way to train untrained; ask with trainer"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatCannotBeTrainedFailsWithWhatToDo(String model, String source, String message)
      throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    TrainingJob job =
        place.submit(
            model,
            source.replace("EMPTY", empty.toString()).replace("EVENTS", place.events.toString()),
            Map.of());

    work();

    TrainingJob failed = place.found(job);
    assertThat(failed.status()).isEqualTo(TrainingStatus.FAILED);
    assertThat(failed.error()).contains(message);
    assertThat(failed.completedAt()).isNotNull();
    assertThat(place.jobFolders.resolve(job.id().toString())).doesNotExist();
  }

  static Stream<Arguments> brokenOff() {
    return Stream.of(
        Arguments.of(
            new TrainingException("the loss of log_growth diverged: lower learning_rate"),
            "diverged: lower learning_rate"),
        Arguments.of(
            new DatasetException("label leakage in sets/a: row 2; make the set again"),
            "label leakage in sets/a: row 2; make the set again"),
        Arguments.of(
            new UncheckedIOException(new IOException("write: No space left on device")),
            "the worker's disk is full"),
        Arguments.of(
            new TrainingException(
                "the checkpoint cannot be written", new IOException("No space left on device")),
            "let TRAINING_JOBS_PATH"),
        Arguments.of(
            new UncheckedIOException(new IOException("permission denied")),
            "a file cannot be read or written"),
        Arguments.of(new IllegalStateException("odd"), "a mistake of the platform"));
  }

  @ParameterizedTest
  @MethodSource("brokenOff")
  void aRunThatBreaksOffFailsWithItsReason(RuntimeException why, String message) throws Exception {
    var trainer = new GatedTrainer(0);
    trainer.failWith(why);
    TrainingJob job = place.submit();

    place.worker("w", trainer).run(Until.IDLE);

    assertThat(place.found(job).status()).isEqualTo(TrainingStatus.FAILED);
    assertThat(place.found(job).error()).contains(message);
    assertThat(versions()).isEmpty();
  }

  @Test
  void aHyperparameterThatNothingKnowsFailsBeforeTheFirstRound() throws Exception {
    TrainingJob job =
        place.submit(WorkerPlace.MODEL, place.events.toString(), Map.of("dropout", 0.1));

    work();

    assertThat(place.found(job).error()).contains("hyperparameter dropout is unknown");
  }

  @Test
  void aRunningJobIsCancelledAfterItsRound() throws Exception {
    var trainer = new GatedTrainer(3);
    TrainingJob job = place.submit();
    Thread working = begin(place.worker("w", trainer), Until.IDLE);
    trainer.awaitRound();

    place.jobs.cancel(job.id());
    Instant asked = place.clock.instant();
    // The worker's next heartbeat tells it; the gate stays shut until then.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Objects.requireNonNull(place.found(job).attempt().heardAt()).isAfter(asked));
    trainer.open();
    working.join();

    assertThat(place.found(job).status()).isEqualTo(TrainingStatus.CANCELLED);
    assertThat(place.found(job).error()).isNull();
    assertThat(trainer.rounds()).startsWith(1, 2, 3).hasSizeLessThan(30);
    assertThat(versions()).isEmpty();
    assertThat(place.jobFolders.resolve(job.id().toString())).doesNotExist();
    assertThat(place.told).last().isEqualTo("w: cancelled");
    assertThat(place.tracked(job).status).isEqualTo("KILLED");
  }

  @Test
  void aStoppedWorkerHandsItsJobBackAndAnotherGoesOnToTheSameModel() throws Exception {
    TrainingJob undisturbed = place.submit();
    work();
    var trainer = new GatedTrainer(4);
    TrainingJob job = place.submit();
    TrainingWorker first = place.worker("w1", trainer);
    Thread working = begin(first, Until.STOPPED);
    trainer.awaitRound();

    first.stop();
    trainer.open();
    working.join();

    TrainingJob back = place.found(job);
    assertThat(back.status()).isEqualTo(TrainingStatus.PENDING);
    assertThat(back.artifacts()).containsEntry("version", "0.2.0");
    assertThat(place.told).last().asString().contains("handed back; another goes on");
    var second = new GatedTrainer(0);
    place.worker("w2", second).run(Until.IDLE);
    assertThat(second.rounds().get(0)).isEqualTo(5);
    assertThat(place.found(job).status()).isEqualTo(TrainingStatus.COMPLETED);
    assertThat(place.found(job).attempt().number()).isEqualTo(2);
    assertThat(place.network("0.2.0")).isEqualTo(place.network("0.1.0"));
    assertThat(place.found(undisturbed).metrics()).isEqualTo(place.found(job).metrics());
    assertThat(versions()).hasSize(2);
    MlflowServer.Run run = place.tracked(job);
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.values("val_loss"))
        .isEqualTo(place.tracked(undisturbed).values("val_loss"))
        .hasSizeGreaterThan(5);
    assertThat(run.tags).containsEntry("ytempire.version", "0.2.0");
  }

  @Test
  void aWorkerThatLostItsJobPublishesNothing() throws Exception {
    var trainer = new GatedTrainer(30);
    TrainingJob job = place.submit();
    Thread working = begin(place.worker("slow", trainer), Until.STOPPED);
    trainer.awaitRound();

    TrainingJob taken =
        await().until(() -> place.jobs.claim("thief", OVER), Optional::isPresent).orElseThrow();
    trainer.open();
    await().until(() -> place.told.size() == 2);

    assertThat(taken.id()).isEqualTo(job.id());
    assertThat(place.told.get(1)).startsWith("slow: lost; another worker has it");
    assertThat(versions()).isEmpty();
    assertThat(place.files.repository().contains(new ModelRef(WorkerPlace.MODEL, "0.1.0")))
        .isFalse();
    assertThat(place.found(job).attempt().worker()).isEqualTo("thief");
    assertThat(place.found(job).status()).isEqualTo(TrainingStatus.RUNNING);
    place.jobs.update(taken.claim(), taken.failed("over", place.clock.instant()));
    working.interrupt();
    working.join();
  }

  @Test
  void aVersionThatWasPublishedAndNotToldIsNotMadeAgain() throws Exception {
    TrainingJob job = place.submit();
    place.worker("w1", new GatedTrainer(0), refusingToComplete(place.jobs)).run(Until.IDLE);
    assertThat(place.found(job).status()).isEqualTo(TrainingStatus.COMPLETED);
    assertThat(place.told)
        .anyMatch(line -> line.contains("left, as the store does not answer"))
        .last()
        .isEqualTo("w1: trained_v0.1.0 is active");

    assertThat(versions()).hasSize(1);
    assertThat(place.found(job).attempt().number()).isEqualTo(2);
    assertThat(place.found(job).artifacts()).containsEntry("version", "0.1.0");
    assertThat(place.found(job).metrics()).containsKey("viral_probability_auc");
  }

  /** The first completion does not reach it. */
  private static TrainingJobs refusingToComplete(TrainingJobs jobs) {
    var refused = new AtomicBoolean();
    return (TrainingJobs)
        Proxy.newProxyInstance(
            TrainingJobs.class.getClassLoader(),
            new Class<?>[] {TrainingJobs.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("update")
                  && ((TrainingJob) arguments[1]).status() == TrainingStatus.COMPLETED
                  && refused.compareAndSet(false, true)) {
                throw new StoreUnavailableException("the store is away", null);
              }
              try {
                return method.invoke(jobs, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aNumberThatAnotherTookInTheMeantimeIsChosenAnew() throws Exception {
    var trainer = new GatedTrainer(5);
    TrainingJob job = place.submit();
    Thread working = begin(place.worker("w", trainer), Until.IDLE);
    trainer.awaitRound();
    assertThat(place.found(job).artifacts()).containsEntry("version", "0.1.0");
    try (var second = new WorkerPlace(folder.resolve("elsewhere"))) {
      second.submit(WorkerPlace.MODEL, second.events.toString(), Map.of("epochs", 1.0));
      second.worker("e", new GatedTrainer(0)).run(Until.IDLE);
      place
          .files
          .repository()
          .publish(second.files.fetch(new ModelRef(WorkerPlace.MODEL, "0.1.0")).directory());
    }

    trainer.open();
    working.join();

    assertThat(place.found(job).status())
        .as("%s", place.found(job).error())
        .isEqualTo(TrainingStatus.COMPLETED);
    assertThat(place.found(job).artifacts()).containsEntry("version", "0.2.0");
    assertThat(versions()).extracting(v -> v.ref().version()).containsExactly("0.2.0");
  }
}
