package com.ytempire.ml.training.worker;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.training.release.RunLabel;
import com.ytempire.ml.training.release.TrackedTraining;
import com.ytempire.ml.training.release.TrainedVersion;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one job to its version. The number of the version is kept with the job before anything is
 * trained, so that whoever goes on makes the same one, or finds it made.
 */
final class JobRun {
  private static final int NUMBERS = 3;

  /** Figure by which versions are compared; a share, as the column has to be. */
  private static final String BEST = "viral_probability_auc";

  private final HeldJob held;
  private final TrackedTraining training;
  private final JobPlans plans;
  private final Path folder;
  private final Clock clock;

  JobRun(HeldJob held, TrackedTraining training, JobPlans plans, Path folder, Clock clock) {
    this.held = held;
    this.training = training;
    this.plans = plans;
    this.folder = folder;
    this.clock = clock;
  }

  /** Runs until the job is completed in the store. */
  TrainedVersion run() throws IOException {
    plans.trainer(held.job().plan());
    Optional<TrainedVersion> made = made();
    TrainedVersion version = made.isPresent() ? made.get() : train();
    complete(version);
    return version;
  }

  /** What an earlier attempt published and could not tell. */
  private Optional<TrainedVersion> made() throws IOException {
    TrainingJob job = held.job();
    String number = job.artifacts().get(TrainingJob.VERSION);
    return number == null
        ? Optional.empty()
        : training.finish(
            new ModelRef(job.plan().modelType(), number),
            RunPlan.JOB,
            job.id().toString(),
            job.plan().choices().deployment(),
            label(job));
  }

  /** How a job's run is known where runs are tracked. */
  private static RunLabel label(TrainingJob job) {
    Map<String, String> tags = new HashMap<>();
    tags.put("ytempire.job_id", job.id().toString());
    tags.put("ytempire.created_by", job.createdBy());
    if (!job.plan().tags().isEmpty()) {
      tags.put("ytempire.tags", String.join(", ", job.plan().tags()));
    }
    return new RunLabel(job.id().toString(), job.plan().experiment(), tags);
  }

  /** Tells that a job which was begun will not go on. */
  static void cancel(TrainingJob job, TrackedTraining training) {
    String number = job.artifacts().get(TrainingJob.VERSION);
    if (number != null) {
      training.cancel(new ModelRef(job.plan().modelType(), number), label(job));
    }
  }

  private TrainedVersion train() throws IOException {
    for (int numbers = 1; true; numbers++) {
      ModelRef ref = number();
      try {
        return training.train(
            plans.of(held.job(), ref, folder),
            ref,
            held.job().plan().choices().deployment(),
            label(held.job()),
            new JobProgress(held, clock));
      } catch (ModelLoadException e) {
        // Someone published a version of this number in the meantime: the checkpoints are there.
        if (numbers == NUMBERS || !training.isTaken(ref)) {
          throw e;
        }
      }
    }
  }

  /** The job's number, chosen anew where another version has it by now. */
  private ModelRef number() {
    String model = held.job().plan().modelType();
    String kept = held.job().artifacts().get(TrainingJob.VERSION);
    if (kept != null && !training.isTaken(new ModelRef(model, kept))) {
      return new ModelRef(model, kept);
    }
    ModelRef next = next(model);
    held.keep(job -> job.leaving(Map.of(TrainingJob.VERSION, next.version())));
    return next;
  }

  private ModelRef next(String model) {
    try {
      return training.next(model);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(String.valueOf(e.getMessage()), e);
    }
  }

  private void complete(TrainedVersion version) {
    Map<String, Double> metrics = new HashMap<>(held.job().metrics());
    metrics.putAll(version.report().figures());
    held.keep(
        job ->
            job.completed(
                metrics, version.report().figures().get(BEST), version.left(), clock.instant()));
  }
}
