package com.ytempire.ml.generation.pipeline.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs that were asked for, and the queue from which workers take them. Safe to share between
 * threads and processes; calls block, and throw {@link
 * com.ytempire.ml.core.store.StoreUnavailableException} when the store does not answer. Silence is
 * measured by the store's clock.
 */
public interface Runs {
  /**
   * Records a run, unless who asks has used the key before.
   *
   * @param idempotencyKey what makes a repeated call the same call, at most 200 characters; each
   *     {@link PipelineRun#createdBy} has keys of its own
   * @return the run that has the key: this one or the earlier one
   */
  PipelineRun submit(PipelineRun run, Optional<String> idempotencyKey);

  Optional<PipelineRun> find(UUID id);

  /** What happened in a run, oldest first. */
  List<RunEvent> events(UUID id);

  /**
   * Runs, newest first.
   *
   * @param pipeline of which pipeline, or of all
   * @param state in which state, or in any
   * @param behind those behind a run, or from the newest on
   * @param most 1 to 1,000
   */
  List<PipelineRun> list(
      Optional<String> pipeline, Optional<RunState> state, Optional<UUID> behind, int most);

  /**
   * Gives a worker the next run: the oldest whose worker was silent for longer than the lease, else
   * the oldest that waits. One that was called off meanwhile is ended.
   *
   * @param worker a name that no other has, at most 200 characters
   * @return the run as it is now, running; empty where there is none
   */
  Optional<PipelineRun> claim(String worker, Duration lease);

  /** Lets the store hear of a worker; tells it whether it still has its run. */
  RunHold heartbeat(UUID id, String worker);

  /**
   * Keeps how far a stage has come, and what happened. Counts as a heartbeat.
   *
   * @return false when the worker does not have the run any more; then nothing is changed
   */
  boolean save(UUID id, String worker, StageRun stage, List<RunEvent> events);

  /**
   * Ends a run, or hands it back by {@link RunState#QUEUED}.
   *
   * @return false when the worker does not have the run any more; then nothing is changed
   */
  boolean leave(UUID id, String worker, RunState state, String error, Instant at);

  /**
   * Calls a run off: one that waits is cancelled, one that runs is asked to stop, and one that has
   * ended stays as it is.
   *
   * @return the run as it is now; empty where it is unknown
   */
  Optional<PipelineRun> cancel(UUID id, Instant at);

  /**
   * Queues a run anew that has failed or was called off; stages that are done stay so. Any other
   * stays as it is.
   *
   * @return the run as it is now; empty where it is unknown
   */
  Optional<PipelineRun> resume(UUID id, Instant at);
}
