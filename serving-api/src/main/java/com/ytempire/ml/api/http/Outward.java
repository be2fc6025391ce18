package com.ytempire.ml.api.http;

import com.ytempire.ml.core.store.StoreUnavailableException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The way to one server outside this process. Once most calls of late have failed or were slow,
 * calls are refused at once for a second, and then a few are let through to see whether it is back:
 * so a server that is down costs a request nothing but the first time. Safe to share.
 */
public final class Outward {
  private final String dependency;
  private final CircuitBreaker breaker;

  Outward(String dependency, CircuitBreaker breaker) {
    this.dependency = dependency;
    this.breaker = breaker;
  }

  /** The server's name, such as {@code redis}. */
  public String dependency() {
    return dependency;
  }

  /** Whether calls are refused at this moment. */
  public boolean isAway() {
    CircuitBreaker.State state = breaker.getState();
    return state == CircuitBreaker.State.OPEN || state == CircuitBreaker.State.FORCED_OPEN;
  }

  /** Calls that were refused because the server was away. */
  public long refused() {
    return breaker.getMetrics().getNumberOfNotPermittedCalls();
  }

  /**
   * Calls the server on this thread. How long that may take is bounded by the client's own
   * timeouts.
   *
   * @throws StoreUnavailableException when the server is known to be away, and it is not asked
   */
  public <T> T call(Supplier<T> work) {
    try {
      return breaker.executeSupplier(work);
    } catch (CallNotPermittedException e) {
      throw away(e);
    }
  }

  /** As {@link #call}, for work that may throw what is to be handed on as it is. */
  public <T, X extends Exception> T attempt(ThrowingSupplier<T, X> work) throws X {
    try {
      breaker.acquirePermission();
    } catch (CallNotPermittedException e) {
      throw away(e);
    }
    long begun = breaker.getCurrentTimestamp();
    try {
      T result = work.get();
      breaker.onResult(breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit(), result);
      return result;
    } catch (Exception e) {
      breaker.onError(breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit(), e);
      throw e;
    }
  }

  /**
   * Calls the server without waiting.
   *
   * @param limit longest time to wait for the answer
   * @return fails with a {@link StoreUnavailableException} when the server is away or does not
   *     answer within the limit
   */
  public <T> CompletableFuture<T> callAsync(
      Supplier<? extends CompletionStage<T>> work, Duration limit) {
    Supplier<CompletionStage<T>> limited =
        () ->
            work.get()
                .toCompletableFuture()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    return breaker
        .executeCompletionStage(limited)
        .toCompletableFuture()
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
  }

  private Throwable translated(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof CallNotPermittedException) {
      return away(cause);
    }
    return cause instanceof TimeoutException
        ? new StoreUnavailableException(dependency + " did not answer in time", cause)
        : cause;
  }

  private StoreUnavailableException away(Throwable cause) {
    return new StoreUnavailableException(dependency + " is away and was not asked", cause);
  }

  /** Work that may throw a checked exception. */
  @FunctionalInterface
  public interface ThrowingSupplier<T, X extends Exception> {
    T get() throws X;
  }
}
