package com.ytempire.ml.inference.cached;

import com.ytempire.ml.inference.batching.InferenceException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one text. Where one output failed the other is still there.
 *
 * @param embedding the embedding, shared with the engine's cache and not to be changed; null when
 *     not asked for or failed
 * @param sentiment in [−1, 1]; NaN when not asked for or failed
 * @param failure why an output that was asked for is missing, or null
 */
public record TextResult(
    float @Nullable [] embedding, double sentiment, @Nullable Throwable failure) {

  /** No output and no failure: what a text without words gives. */
  public static final TextResult EMPTY = new TextResult(null, Double.NaN, null);

  /** Nothing but a failure. */
  public static TextResult failed(Throwable failure) {
    return new TextResult(null, Double.NaN, unwrap(failure));
  }

  /** The failure in one line for people, reason first; null when there is none. */
  public @Nullable String failureReason() {
    if (failure == null) {
      return null;
    }
    return failure instanceof InferenceException known
        ? known.reason() + ": " + known.getMessage()
        : failure.toString();
  }

  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextResult that
        && Arrays.equals(embedding, that.embedding)
        && Double.compare(sentiment, that.sentiment) == 0
        && Objects.equals(failure, that.failure);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(embedding), sentiment, failure);
  }
}
