package com.ytempire.ml.training.worker;

/** Why a worker leaves a job before its end. */
enum JobStop {
  /** It was called off. */
  CANCELLED("it was cancelled"),
  /** Another worker has it, or may have it: this one was not heard of for too long. */
  LOST("another worker has it, or may have it"),
  /** This worker ends; another goes on. */
  HANDED_BACK("this worker ends");

  private final String reason;

  JobStop(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
