package com.ytempire.ml.local.training;

import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells on the console how a queued training goes. Confined to one thread. */
public final class FollowedJob {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final TrainingJobs jobs;
  private final PrintWriter out;
  private int shownEpoch = -1;
  private TrainingStatus shown = TrainingStatus.PENDING;

  public FollowedJob(TrainingJobs jobs, PrintWriter out) {
    this.jobs = jobs;
    this.out = out;
  }

  /**
   * Follows a job to its end; an interruption leaves it as it is.
   *
   * @return the job as it ended
   */
  public TrainingJob follow(UUID id) throws InterruptedException {
    var never = new CountDownLatch(1);
    while (true) {
      TrainingJob job = jobs.find(id).orElseThrow();
      tell(job);
      if (job.status().isFinal()) {
        return job;
      }
      var unused = never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tell(TrainingJob job) {
    if (job.status() != shown) {
      shown = job.status();
      out.printf("  job        %s%s%n", shown.word(), by(job));
    }
    if (job.status() == TrainingStatus.RUNNING && job.progress().epoch() != shownEpoch) {
      shownEpoch = job.progress().epoch();
      if (shownEpoch > 0) {
        out.printf(
            Locale.ROOT,
            "  round      %d of at most %s; loss %.5f, validation %.5f, best %.5f%n",
            shownEpoch,
            job.progress().totalEpochs(),
            job.metrics().getOrDefault("train_loss", Double.NaN),
            job.metrics().getOrDefault("val_loss", Double.NaN),
            job.metrics().getOrDefault("best_val_loss", Double.NaN));
      }
    }
    out.flush();
  }

  private static String by(TrainingJob job) {
    return job.status() == TrainingStatus.RUNNING ? " by " + job.attempt().worker() : "";
  }
}
