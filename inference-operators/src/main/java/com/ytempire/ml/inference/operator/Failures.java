package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.batching.InferenceException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What the failures of engines' futures mean. */
final class Failures {
  private Failures() {}

  /** The failure itself, without what futures wrap around it. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Its words. */
  static String message(@Nullable Throwable failure) {
    if (failure == null) {
      return "no reason given";
    }
    Throwable cause = cause(failure);
    String message = cause.getMessage();
    return message == null ? cause.getClass().getName() : message;
  }

  /** Why a request failed. What an engine did not foresee is a failure of the model. */
  static InferenceException.Reason reason(Throwable failure) {
    return cause(failure) instanceof InferenceException known
        ? known.reason()
        : InferenceException.Reason.MODEL_FAILED;
  }

  static boolean isRetryable(Throwable failure) {
    return cause(failure) instanceof InferenceException known && known.isRetryable();
  }
}
