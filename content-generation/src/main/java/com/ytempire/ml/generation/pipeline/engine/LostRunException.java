package com.ytempire.ml.generation.pipeline.engine;

/** Somebody else has taken the run on. */
final class LostRunException extends Exception {
  private static final long serialVersionUID = 1L;

  LostRunException() {
    super("somebody else has the run now");
  }
}
