package com.ytempire.ml.generation.prompting;

/** An answer that is no script as it was asked for. Its reason shows nothing of the answer. */
final class RefusedAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  RefusedAnswerException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
