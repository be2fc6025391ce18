package com.ytempire.ml.training.worker;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingClaim;
import com.ytempire.ml.core.training.TrainingHold;
import com.ytempire.ml.core.training.TrainingJob;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that this worker has, kept by heartbeats on a thread of its own until it is closed. Safe to
 * share between threads.
 */
final class HeldJob implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeldJob.class);

  /** How late a cancelled job may notice. */
  private static final Duration LONGEST_BEAT = Duration.ofSeconds(5);

  private static final int BEATS_OF_A_LEASE = 4;

  private final TrainingJobs jobs;
  private final TrainingClaim claim;
  private final Duration lease;
  private final ScheduledExecutorService beats;
  private volatile TrainingJob job;
  private volatile @Nullable JobStop stop;
  private volatile long heardAt = System.nanoTime();

  HeldJob(TrainingJobs jobs, TrainingJob job, Duration lease) {
    this.jobs = jobs;
    this.claim = job.claim();
    this.lease = lease;
    this.job = job;
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var thread = new Thread(work, "training-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    Duration part = lease.dividedBy(BEATS_OF_A_LEASE);
    long pause = (part.compareTo(LONGEST_BEAT) < 0 ? part : LONGEST_BEAT).toMillis();
    var unused = beats.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
  }

  TrainingClaim claim() {
    return claim;
  }

  /** The job as this worker last kept it. */
  TrainingJob job() {
    return job;
  }

  /** Why the worker has to leave the job, if it has to. */
  Optional<JobStop> stop() {
    return Optional.ofNullable(stop);
  }

  /** Has the worker leave the job at the next opportunity. The first reason stays. */
  synchronized void leave(JobStop why) {
    if (stop == null) {
      stop = why;
    }
  }

  /**
   * @throws JobStoppedException when the worker has to leave the job
   */
  void requireHeld() {
    JobStop why = stop;
    if (why != null) {
      throw new JobStoppedException(why);
    }
  }

  /**
   * Asks the store itself.
   *
   * @throws JobStoppedException when the worker has to leave the job
   * @throws StoreUnavailableException when the store does not answer
   */
  void requireHeldNow() {
    hear(jobs.heartbeat(claim));
    requireHeld();
  }

  /**
   * Keeps a change of the job.
   *
   * @throws JobStoppedException when another worker has it
   * @throws StoreUnavailableException when the store does not answer
   */
  void keep(UnaryOperator<TrainingJob> change) {
    TrainingJob changed = change.apply(job);
    if (!jobs.update(claim, changed)) {
      leave(JobStop.LOST);
      throw new JobStoppedException(JobStop.LOST);
    }
    heardAt = System.nanoTime();
    job = changed;
  }

  /** Keeps a change if the store answers; it is no loss if it does not. */
  void tell(UnaryOperator<TrainingJob> change) {
    try {
      keep(change);
    } catch (StoreUnavailableException e) {
      log.warn("how far training job {} is could not be kept: {}", claim.id(), e.getMessage());
    } catch (JobStoppedException e) {
      log.warn("training job {}: {}", claim.id(), e.getMessage());
    }
  }

  private void beat() {
    try {
      hear(jobs.heartbeat(claim));
    } catch (StoreUnavailableException e) {
      log.warn("the store does not hear of training job {}: {}", claim.id(), e.getMessage());
      if (System.nanoTime() - heardAt > lease.toNanos()) {
        leave(JobStop.LOST);
      }
    }
  }

  private void hear(TrainingHold hold) {
    switch (hold) {
      case HELD -> heardAt = System.nanoTime();
      case CANCEL_ASKED -> {
        heardAt = System.nanoTime();
        leave(JobStop.CANCELLED);
      }
      case LOST -> leave(JobStop.LOST);
    }
  }

  /** Ends the heartbeats; the job is not handed back. */
  @Override
  public void close() {
    beats.shutdownNow();
  }
}
