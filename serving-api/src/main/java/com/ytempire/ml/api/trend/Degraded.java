package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.core.store.StoreUnavailableException;
import io.micronaut.core.annotation.Introspected;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A part of the evidence that is missing or second best.
 *
 * @param part which
 * @param reason why, in words that tell nothing of how the service is built
 */
@Introspected
record Degraded(Part part, String reason) {

  /** What may be degraded. */
  enum Part {
    @JsonProperty("content")
    CONTENT,
    @JsonProperty("signals")
    SIGNALS,
    @JsonProperty("channel_history")
    CHANNEL_HISTORY,
    @JsonProperty("cache")
    CACHE
  }

  static Degraded because(Part part, Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable known = failure instanceof CompletionException && cause != null ? cause : failure;
    return new Degraded(part, reason(known));
  }

  private static String reason(Throwable failure) {
    if (failure instanceof StoreUnavailableException) {
      return "the store does not answer";
    }
    if (failure instanceof TimeoutException) {
      return "there was no answer in time";
    }
    if (failure instanceof RejectedExecutionException) {
      return "the service is too busy";
    }
    return "it could not be worked out";
  }
}
