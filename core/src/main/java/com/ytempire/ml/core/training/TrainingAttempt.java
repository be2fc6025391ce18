package com.ytempire.ml.core.training;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who works at a job.
 *
 * @param number how often a worker has taken it, 0 while none has
 * @param lost how often its worker fell silent
 * @param worker name of the worker that has it, or that had it last, or null
 * @param heardAt when that worker was last heard of, or null while none has it
 * @param isCancelAsked whether it is to stop at the next opportunity
 */
public record TrainingAttempt(
    int number,
    int lost,
    @Nullable String worker,
    @Nullable Instant heardAt,
    boolean isCancelAsked) {
  /** Nobody has taken it. */
  public static final TrainingAttempt NONE = new TrainingAttempt(0, 0, null, null, false);
}
