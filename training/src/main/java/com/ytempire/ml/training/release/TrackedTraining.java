package com.ytempire.ml.training.release;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetManifest.Counts;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.run.RunProgress;
import com.ytempire.ml.training.run.RunResult;
import com.ytempire.ml.training.tracking.TrackedRun;
import com.ytempire.ml.training.tracking.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A {@link ModelTraining} whose runs are tracked. A run that its progress stops is not ended there:
 * it may go on later, or be {@linkplain #cancel cancelled}. Safe to share between threads where the
 * training is; each run is for itself.
 */
public final class TrackedTraining {
  private final ModelTraining training;
  private final Tracking tracking;

  public TrackedTraining(ModelTraining training, Tracking tracking) {
    this.training = training;
    this.tracking = tracking;
  }

  /** {@link ModelTraining#next}. */
  public ModelRef next(String model) {
    return training.next(model);
  }

  /** {@link ModelTraining#isTaken}. */
  public boolean isTaken(ModelRef ref) {
    return training.isTaken(ref);
  }

  /** {@link ModelTraining#train}, told as it goes. */
  public TrainedVersion train(
      RunPlan plan, ModelRef ref, Deployment deployment, RunLabel label, RunProgress progress)
      throws IOException {
    try (TrackedRun run = begin(ref, label, params(plan))) {
      var told = new Told(run, progress);
      try {
        TrainedVersion trained = training.train(plan, ref, deployment, told);
        tell(run, trained);
        leave(run, plan.folder());
        run.finish();
        return trained;
      } catch (IOException | RuntimeException e) {
        if (!told.isStopped) {
          run.fail(String.valueOf(e.getMessage()));
        }
        throw e;
      }
    }
  }

  /** {@link ModelTraining#finish}, told where there was something to finish. */
  public Optional<TrainedVersion> finish(
      ModelRef ref, String lineage, String value, Deployment deployment, RunLabel label)
      throws IOException {
    Optional<TrainedVersion> trained = training.finish(ref, lineage, value, deployment);
    if (trained.isPresent()) {
      try (TrackedRun run = begin(ref, label, Map.of())) {
        tell(run, trained.get());
        run.finish();
      }
    }
    return trained;
  }

  /** Tells that a run which was stopped will not go on. */
  public void cancel(ModelRef ref, RunLabel label) {
    try (TrackedRun run = begin(ref, label, Map.of())) {
      run.cancel();
    }
  }

  private TrackedRun begin(ModelRef ref, RunLabel label, Map<String, String> params) {
    Map<String, String> tags = new TreeMap<>(label.tags());
    tags.put("ytempire.model", ref.name());
    return tracking.begin(
        label.id(), label.experiment(), ref.name() + " " + ref.version(), params, tags);
  }

  private static Map<String, String> params(RunPlan plan) {
    Map<String, String> params = new TreeMap<>();
    plan.hyperparameters().forEach((name, value) -> params.put(name, value.toString()));
    params.put("trainer", plan.trainer());
    params.put("source", plan.source());
    params.put("seed", Long.toString(plan.seed()));
    params.put("features", String.join(", ", plan.query().features()));
    return params;
  }

  private static void tell(TrackedRun run, TrainedVersion trained) {
    ModelVersion version = trained.version();
    run.measure(0, trained.report().figures());
    run.note(
        Map.of(
            "ytempire.version",
            version.ref().version(),
            "ytempire.promotion",
            String.join("; ", trained.report().promotion().reasons())));
    run.register(version.ref().name(), version.ref().version(), version.path());
  }

  private static void leave(TrackedRun run, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    files.forEach(file -> run.leave("version/" + file.getFileName(), file));
  }

  /** Tells what a run's progress is told. */
  private static final class Told implements RunProgress {
    private final TrackedRun run;
    private final RunProgress progress;
    private boolean isStopped;

    Told(TrackedRun run, RunProgress progress) {
      this.run = run;
      this.progress = progress;
    }

    @Override
    public void loaded(TrainingSet set) {
      Counts counts = set.manifest().counts();
      run.note(
          Map.of(
              "ytempire.rows",
              "%d to learn from, %d to validate, %d to test"
                  .formatted(counts.train(), counts.validation(), counts.test()),
              "ytempire.cut",
              set.manifest().cut().toString()));
      isStopped = true; // if this throws
      progress.loaded(set);
      isStopped = false;
    }

    @Override
    public void leftOut(Head head, String why) {
      run.note(Map.of("ytempire.left_out." + head.word(), why));
      progress.leftOut(head, why);
    }

    @Override
    public boolean epoch(int epoch, int epochs, Map<String, Double> figures) {
      run.measure(epoch, figures);
      isStopped = true;
      isStopped = !progress.epoch(epoch, epochs, figures);
      return !isStopped;
    }

    @Override
    public void judging() {
      isStopped = true;
      progress.judging();
      isStopped = false;
    }

    @Override
    public void judged(RunResult result) {
      isStopped = true;
      progress.judged(result);
      isStopped = false;
    }
  }
}
