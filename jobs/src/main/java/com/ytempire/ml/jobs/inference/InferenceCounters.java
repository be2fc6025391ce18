package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.jobs.io.AcceptEvents;

/** Names under which the job's exact counts are published, as accumulators and as metrics. */
public final class InferenceCounters {
  /** Feature vectors of videos that could be read. */
  public static final String VECTORS_IN = "vectors.in";

  /** Vectors that could not be read. */
  public static final String DEAD_LETTERED = AcceptEvents.DEAD_LETTERED;

  /** Vectors that a model answered. */
  public static final String PREDICTIONS = "predictions";

  /** Vectors that no model answered; they are among the dead letters. */
  public static final String FAILED = "predictions.failed";

  public static final String OUTCOMES = "outcomes";

  /** Outcomes that say right or wrong. */
  public static final String JUDGED = "outcomes.judged";

  /** Judged outcomes that say right. */
  public static final String CORRECT = "outcomes.correct";

  /** Outcomes that have an error of the log growth. */
  public static final String ERRORS = "outcomes.log-growth-errors";

  /** Sum of the absolute errors of the log growth, each rounded to a millionth, in millionths. */
  public static final String ERROR_MICROS = "outcomes.log-growth-error-micros";

  /** Predictions whose outcome did not come in time. */
  public static final String EXPIRED = "outcomes.expired";

  /** Predictions given up because too many of one video waited. */
  public static final String DROPPED = "outcomes.dropped";

  /** Predictions of snapshots that do not say how many views there were. */
  public static final String UNMEASURABLE = "outcomes.unmeasurable";

  private InferenceCounters() {}
}
