package com.ytempire.ml.generation.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls to one provider begin no more often than it allows, in any minute, and in the order in
 * which they were asked for. Safe to share between threads of this process; other processes with
 * the same key have limits of their own.
 */
public final class Limiter {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final @Nullable SlidingLimit calls;
  private final @Nullable SlidingLimit tokens;
  private final @Nullable Semaphore running;
  private final LongSupplier nanos;

  /** Before then nobody may begin, because the provider has said so. */
  private long closedUntilNanos;

  /**
   * @param nanos time that does not go back, such as {@link System#nanoTime}
   */
  public Limiter(RateLimits limits, LongSupplier nanos) {
    this.calls = limit(limits.callsPerMinute());
    this.tokens = limit(limits.tokensPerMinute());
    this.running =
        limits.atOnce().isPresent() ? new Semaphore(limits.atOnce().getAsInt(), true) : null;
    this.nanos = nanos;
    this.closedUntilNanos = nanos.getAsLong();
  }

  private static @Nullable SlidingLimit limit(OptionalInt most) {
    return most.isPresent() ? new SlidingLimit(most.getAsInt(), MINUTE) : null;
  }

  /** The right to one call. Closing it says that the call has ended; again has no effect. */
  public final class Permit implements AutoCloseable {
    private final Duration wait;
    private final SlidingLimit.@Nullable Entry reserved;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Permit(Duration wait, SlidingLimit.@Nullable Entry reserved) {
      this.wait = wait;
      this.reserved = reserved;
    }

    /** How long to wait from when it was given until the call may begin. */
    public Duration waiting() {
      return wait;
    }

    /** Tells how many tokens it really were. */
    public void used(long spent) {
      synchronized (Limiter.this) {
        if (tokens != null && reserved != null) {
          tokens.correct(reserved, spent);
        }
      }
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false) && running != null) {
        running.release();
      }
    }
  }

  /**
   * Asks for the right to a call. Blocks only while too many calls run.
   *
   * @param estimatedTokens tokens that the call will take, as far as is known, 0 or more
   * @param patience longest time until it may begin
   * @return nothing where it would have to wait for longer; then nothing is reserved
   */
  public Optional<Permit> reserve(long estimatedTokens, Duration patience)
      throws InterruptedException {
    long begin = nanos.getAsLong();
    if (running == null) {
      return scheduled(estimatedTokens, begin + patience.toNanos());
    }
    if (!running.tryAcquire(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    Optional<Permit> permit = Optional.empty();
    try {
      permit = scheduled(estimatedTokens, begin + patience.toNanos());
      return permit;
    } finally {
      if (permit.isEmpty()) {
        running.release();
      }
    }
  }

  private synchronized Optional<Permit> scheduled(long estimatedTokens, long latestNanos) {
    long now = nanos.getAsLong();
    long at = Math.max(now, closedUntilNanos);
    if (calls != null) {
      at = Math.max(at, calls.earliestNanos(1, now));
    }
    if (tokens != null) {
      at = Math.max(at, tokens.earliestNanos(estimatedTokens, now));
    }
    if (at > latestNanos) {
      return Optional.empty();
    }
    if (calls != null) {
      var unused = calls.take(1, at);
    }
    SlidingLimit.Entry reserved = tokens == null ? null : tokens.take(estimatedTokens, at);
    return Optional.of(new Permit(Duration.ofNanos(at - now), reserved));
  }

  /** Nobody may begin for a while, because the provider has said so. */
  public synchronized void closeFor(Duration pause) {
    closedUntilNanos = Math.max(closedUntilNanos, nanos.getAsLong() + pause.toNanos());
  }
}
