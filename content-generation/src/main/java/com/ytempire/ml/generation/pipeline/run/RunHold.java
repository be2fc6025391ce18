package com.ytempire.ml.generation.pipeline.run;

/** Whether a worker still has its run. */
public enum RunHold {
  /** It has, and goes on. */
  GOES_ON,
  /** It has, and is to stop: the run was called off. */
  CANCELLED,
  /** It has not: it was silent for too long, and another one has taken it on. */
  LOST
}
