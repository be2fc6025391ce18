package com.ytempire.ml.training.worker;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.training.release.TrackedTraining;
import com.ytempire.ml.training.release.TrainedVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs one after another and runs them. {@link #run} works on the thread that calls it, which
 * nobody may interrupt; {@link #stop} and {@link #handBack} are for other threads.
 */
public final class TrainingWorker {
  private static final Logger log = LoggerFactory.getLogger(TrainingWorker.class);

  /**
   * What a worker needs to know of itself.
   *
   * @param name that no other worker has, at most 200 characters
   * @param poll time between two looks for a job
   * @param lease when it is taken for dead
   * @param folder of jobs' own files, one below it for each; shared by all workers
   */
  public record Options(String name, Duration poll, TrainingLease lease, Path folder) {}

  /** How long a worker works. */
  public enum Until {
    /** Until it is stopped. */
    STOPPED,
    /** Until no job is there for it. */
    IDLE
  }

  /** Is told of jobs, on the worker's thread. */
  public interface Listener {
    /** A job was taken. */
    void begun(TrainingJob job);

    /**
     * A job was left.
     *
     * @param how what became of it, in words
     */
    void left(TrainingJob job, String how);
  }

  private final TrainingJobs jobs;
  private final Workshop workshop;
  private final JobPlans plans;
  private final Options options;
  private final Listener listener;
  private final Clock clock;
  private final JobFolders folders;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable HeldJob current;

  public TrainingWorker(
      TrainingJobs jobs,
      Workshop workshop,
      JobPlans plans,
      Options options,
      Listener listener,
      Clock clock) {
    this.jobs = jobs;
    this.workshop = workshop;
    this.plans = plans;
    this.options = options;
    this.listener = listener;
    this.clock = clock;
    this.folders = new JobFolders(options.folder());
  }

  /** Works until it is stopped or, if that is enough, no job is there. */
  public void run(Until until) throws InterruptedException {
    boolean isClean = false;
    while (stopped.getCount() > 0) {
      boolean answered = true;
      Optional<TrainingJob> job = Optional.empty();
      try {
        if (!isClean) {
          folders.removeEnded(jobs);
          isClean = true;
        }
        job = jobs.claim(options.name(), options.lease());
      } catch (StoreUnavailableException e) {
        answered = false;
        log.warn("no job can be taken: {}", e.getMessage());
      }
      if (job.isPresent()) {
        work(job.get());
      } else if (until == Until.IDLE && answered) {
        return;
      } else {
        var unused = stopped.await(options.poll().toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Takes no job any more, and leaves the one at work after its epoch, for another to go on. */
  public void stop() {
    stopped.countDown();
    HeldJob held = current;
    if (held != null) {
      held.leave(JobStop.HANDED_BACK);
    }
  }

  /**
   * Hands the job at work back without waiting for the end of its epoch; what is still done for it
   * here is lost. For a process that ends at once.
   */
  public void handBack() {
    HeldJob held = current;
    if (held != null) {
      release(held);
    }
  }

  private void work(TrainingJob job) {
    listener.begun(job);
    log.info(
        "training job {} of {}: attempt {}",
        job.id(),
        job.plan().modelType(),
        job.attempt().number());
    String how;
    try (var held = new HeldJob(jobs, job, options.lease().silence())) {
      current = held;
      if (stopped.getCount() == 0) {
        held.leave(JobStop.HANDED_BACK);
      }
      how = outcome(held);
    } finally {
      current = null;
    }
    log.info("training job {}: {}", job.id(), how);
    listener.left(job, how);
  }

  /** Also of errors: a job must not stay as it is because a library is missing. */
  private String outcome(HeldJob held) {
    Path folder = folders.of(held.claim().id());
    TrackedTraining training = null;
    try {
      held.requireHeld();
      training = workshop.training();
      TrainedVersion made = new JobRun(held, training, plans, folder, clock).run();
      folders.remove(held.claim().id());
      return "%s is %s".formatted(made.version().ref(), made.deployed());
    } catch (StoreUnavailableException e) {
      log.warn("training job {} is left: {}", held.claim().id(), e.getMessage());
      release(held);
      return "left, as the store does not answer; it goes on from its checkpoints";
    } catch (IOException | RuntimeException | LinkageError e) {
      Optional<JobStop> stop = held.stop();
      if (stop.isEmpty()) {
        return fail(held, e);
      }
      if (stop.get() == JobStop.CANCELLED && training != null) {
        JobRun.cancel(held.job(), training);
      }
      return leave(held, stop.get());
    }
  }

  private String leave(HeldJob held, JobStop why) {
    switch (why) {
      case LOST -> {
        return "lost; " + why.reason();
      }
      case HANDED_BACK -> {
        release(held);
        return "handed back; another goes on from its checkpoints";
      }
      case CANCELLED -> {
        end(held, "cancelled");
        return "cancelled";
      }
    }
    throw new IllegalStateException("no such reason: " + why);
  }

  private String fail(HeldJob held, Throwable failure) {
    String message = JobFailure.message(failure, folders.root());
    log.warn("training job {} failed", held.claim().id(), failure);
    end(held, message);
    return "failed: " + message;
  }

  private void end(HeldJob held, String message) {
    try {
      if (held.stop().isPresent()) {
        held.keep(job -> job.cancelled(clock.instant()));
      } else {
        held.keep(job -> job.failed(message, clock.instant()));
      }
      folders.remove(held.claim().id());
    } catch (StoreUnavailableException | JobStoppedException e) {
      log.warn("the end of training job {} is not kept: {}", held.claim().id(), e.getMessage());
    }
  }

  private void release(HeldJob held) {
    try {
      if (!jobs.release(held.claim())) {
        log.warn("training job {} was not this worker's any more", held.claim().id());
      }
    } catch (StoreUnavailableException e) {
      log.warn(
          "training job {} goes to another worker when its lease is over: {}",
          held.claim().id(),
          e.getMessage());
    }
  }
}
