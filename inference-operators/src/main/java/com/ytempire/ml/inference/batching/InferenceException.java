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
    /** The engine was closed before the request ran. */
    CLOSED,
    /** The request itself is wrong: a missing tensor, a wrong type or shape, a NaN. */
    INVALID_INPUT,
    /** The version is not there or cannot be loaded. */
    MODEL_UNAVAILABLE,
    /** The device has not even memory for this request alone. */
    OUT_OF_MEMORY,
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

  /** Whether the same request may succeed a moment later. */
  public boolean isRetryable() {
    return switch (reason) {
      case REJECTED, DEADLINE_EXCEEDED, CLOSED -> true;
      case INVALID_INPUT, MODEL_UNAVAILABLE, OUT_OF_MEMORY, MODEL_FAILED -> false;
    };
  }
}
