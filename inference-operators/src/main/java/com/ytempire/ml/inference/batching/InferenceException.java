package com.ytempire.ml.inference.batching;

import org.jspecify.annotations.Nullable;

/** One request got no result; the reason tells whether asking again can help. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a request failed. */
  public enum Reason {
    /** The queue was full: ask again later. */
    REJECTED,
    /** It waited longer than it was allowed to. */
    DEADLINE_EXCEEDED,
    /** The batcher was closed before the request ran. */
    CLOSED,
    /** The model failed on this very request. */
    MODEL_FAILED
  }

  private final Reason reason;

  public InferenceException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
