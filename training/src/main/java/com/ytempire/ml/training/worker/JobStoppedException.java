package com.ytempire.ml.training.worker;

/** A job is left where it is. */
final class JobStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobStoppedException(JobStop stop) {
    super(stop.reason());
  }
}
