package com.ytempire.ml.core.training;

/** Whether a worker still has its job. */
public enum TrainingHold {
  /** It has. */
  HELD,
  /** It has, and is asked to stop. */
  CANCEL_ASKED,
  /** Another has it, or it has ended: the worker may write nothing more. */
  LOST
}
