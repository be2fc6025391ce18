package com.ytempire.ml.local.training;

import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Queues a training for a worker and tells on the console what becomes of it. */
public final class QueuedTraining {
  private final TrainingJobs jobs;
  private final PrintWriter out;
  private final Clock clock;

  public QueuedTraining(TrainingJobs jobs, PrintWriter out, Clock clock) {
    this.jobs = jobs;
    this.out = out;
    this.clock = clock;
  }

  /**
   * Waits for the job's end; an interrupt ends the waiting and leaves the job.
   *
   * @param by who asks for it
   * @return the command's exit code: 0 where the job was completed
   */
  public int submit(TrainingPlan plan, String by) {
    TrainingJob job =
        jobs.submit(
            TrainingJob.pending(UUID.randomUUID(), plan, by, clock.instant()), Optional.empty());
    out.printf(
        "  queued     %s; ytempire jobs show tells of it, Ctrl-C leaves it running%n",
        JobIds.text(job.id()));
    out.flush();
    try {
      TrainingJob ended = new FollowedJob(jobs, out).follow(job.id());
      out.println();
      ShowJobs.print(ended, out);
      return ended.status() == TrainingStatus.COMPLETED ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
