package com.ytempire.ml.training.release;

import com.ytempire.ml.core.file.Folders;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.run.RunProgress;
import com.ytempire.ml.training.run.RunResult;
import com.ytempire.ml.training.run.TrainingRun;
import com.ytempire.ml.training.run.VersionReport;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * From a plan to a registered version that takes traffic as asked: a run makes and judges it, it is
 * published, and deployed if it deserves it. Confined to one thread; calls block.
 */
public final class ModelTraining {
  private final TrainingRun run;
  private final VersionRegistration registration;

  public ModelTraining(TrainingRun run, VersionRegistration registration) {
    this.run = run;
    this.registration = registration;
  }

  /** The number that a model's next version gets; see {@link VersionRegistration#next}. */
  public ModelRef next(String model) {
    return registration.next(model);
  }

  /** Whether a version of this number is registered or published, whoever made it. */
  public boolean isTaken(ModelRef ref) {
    return registration.isTaken(ref);
  }

  /**
   * Trains, judges, publishes and deploys a version. The same call again goes on where it was
   * stopped, as long as its checkpoints are there; they are removed when the version is registered.
   *
   * @param ref the version to make
   * @throws com.ytempire.ml.training.example.DatasetException when there is no usable data
   * @throws TrainingException when no model can come of it, or a canary is asked for and no version
   *     is active
   * @throws StoreRefusedException when a canary is asked for and that of another version runs
   * @throws ModelLoadException when another version was published under its number in the meantime
   * @throws IOException when data cannot be read or a folder not be written
   */
  public TrainedVersion train(
      RunPlan plan, ModelRef ref, Deployment deployment, RunProgress progress) throws IOException {
    requireDeployable(ref.name(), deployment);
    RunResult result = run.run(plan, ref, registration.active(ref.name()), progress);
    ModelVersion version = registration.publish(result);
    Folders.delete(plan.checkpoints());
    return deploy(version, VersionReport.of(result), deployment);
  }

  /**
   * Ends what a run began that was published and no more: registers the version and deploys it.
   *
   * @param lineage name and value in the version's manifest that tell that it is that run's
   * @return empty where there is no such version, or it is of another run
   */
  public Optional<TrainedVersion> finish(
      ModelRef ref, String lineage, String value, Deployment deployment) throws IOException {
    Optional<Path> files = registration.published(ref, lineage, value);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    VersionReport report = VersionReport.read(files.get());
    return Optional.of(deploy(registration.register(ref), report, deployment));
  }

  /**
   * Refuses what could not be deployed in the end, before anything is trained.
   *
   * @throws TrainingException when a canary is asked for and no version is active
   * @throws StoreRefusedException when a canary is asked for and that of another version runs
   */
  private void requireDeployable(String model, Deployment deployment) {
    if (deployment.mode() != Deployment.Mode.CANARY) {
      return;
    }
    if (registration.activeRef(model).isEmpty()) {
      throw new TrainingException(
          ("no version of %s is active, so there is nothing beside which a canary could be tried;"
                  + " train it without a canary: it is activated if it is better than naive answers")
              .formatted(model));
    }
    registration.requireNoCanary(model);
  }

  private TrainedVersion deploy(ModelVersion version, VersionReport report, Deployment deployment) {
    return switch (deployment.mode()) {
      case NONE -> new TrainedVersion(version, report, Optional.empty(), "");
      case IF_BETTER -> activateIfBetter(version, report);
      case CANARY -> canary(version, report, deployment.canaryPercentage());
    };
  }

  private TrainedVersion activateIfBetter(ModelVersion version, VersionReport report) {
    if (version.status() == ModelStatus.ACTIVE) {
      return new TrainedVersion(version, report, Optional.empty(), "");
    }
    if (!report.promotion().isDeserved()) {
      return new TrainedVersion(
          version,
          report,
          Optional.empty(),
          "it takes no traffic: it is not shown to be as good as what would give way");
    }
    Optional<ModelRef> active = registration.activeRef(version.ref().name());
    if (!active.equals(report.beside())) {
      return new TrainedVersion(
          version,
          report,
          Optional.empty(),
          "it takes no traffic: %s in the meantime, beside which it was not judged"
              .formatted(active.map(ref -> ref + " became active").orElse("none is active")));
    }
    return new TrainedVersion(registration.activate(version.ref()), report, Optional.empty(), "");
  }

  private TrainedVersion canary(ModelVersion version, VersionReport report, int percentage) {
    try {
      Rollout canary = registration.canary(version.ref(), percentage);
      return new TrainedVersion(version, report, Optional.of(canary), "");
    } catch (StoreRefusedException e) {
      return new TrainedVersion(
          version, report, Optional.empty(), "it takes no traffic: " + e.getMessage());
    }
  }
}
