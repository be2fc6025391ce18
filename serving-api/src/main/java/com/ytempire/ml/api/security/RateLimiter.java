package com.ytempire.ml.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.TokenBuckets.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets each subject make so many requests a minute, over all processes together.
 *
 * <p>Tokens come from the shared buckets in advances of a second's worth (at least one), so that a
 * busy subject costs few round trips; all tokens of an advance are used up, whenever. A subject
 * that has none is told so without another question until its next token is due. While the shared
 * buckets are away, each process counts on its own, so the limit then holds per process.
 *
 * <p>Never blocks its caller. Safe to share between threads.
 */
final class RateLimiter {
  /** How long a request waits for the shared buckets. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  /** After a failure the shared buckets are left alone for this long. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int MOST_SUBJECTS = 100_000;
  private static final int MOST_IN_ADVANCE = 1000;
  private static final int MOST_ROUNDS = 100;

  private final TokenBuckets shared;
  private final TokenBuckets own;
  private final Executor blocking;
  private final Clock clock;
  private final Cache<String, Account> accounts =
      Caffeine.newBuilder()
          .maximumSize(MOST_SUBJECTS)
          .expireAfterAccess(TokenBuckets.WINDOW.multipliedBy(2))
          .build();
  private final AtomicLong alone = new AtomicLong();
  private volatile Instant awayUntil = Instant.MIN;

  /**
   * @param shared buckets of all processes
   * @param own buckets of this process, which never fail and never block
   * @param blocking where the shared buckets are asked
   */
  RateLimiter(TokenBuckets shared, TokenBuckets own, Executor blocking, Clock clock) {
    this.shared = shared;
    this.own = own;
    this.blocking = blocking;
    this.clock = clock;
  }

  /**
   * What one request may do.
   *
   * @param allowed whether it may go on
   * @param limit requests a minute
   * @param remaining how many more at once, about
   * @param reset until the whole limit is there again, about
   * @param retryAfter until the next request is allowed; zero when this one was
   */
  record Decision(boolean allowed, int limit, int remaining, Duration reset, Duration retryAfter) {}

  /** What this process knows of one subject. Guarded by itself. */
  private static final class Account {
    private int advance;
    private int left;
    private Instant nothingUntil = Instant.MIN;
    private @Nullable CompletableFuture<Void> asking;
  }

  /** How many requests were counted by this process alone, since it started. */
  long countedAlone() {
    return alone.get();
  }

  /**
   * Counts one request.
   *
   * @param limit requests a minute, 1 to {@link TokenBuckets#MOST_TOKENS}
   */
  CompletableFuture<Decision> count(String subject, int limit) {
    Account account = accounts.get(subject, name -> new Account());
    return count(account, subject, limit, 0);
  }

  private CompletableFuture<Decision> count(
      Account account, String subject, int limit, int rounds) {
    CompletableFuture<Void> answer;
    synchronized (account) {
      Instant now = clock.instant();
      if (account.advance > 0) {
        account.advance--;
        return CompletableFuture.completedFuture(allowed(limit, account.left + account.advance));
      }
      if (account.nothingUntil.isAfter(now)) {
        return CompletableFuture.completedFuture(
            denied(limit, Duration.between(now, account.nothingUntil)));
      }
      // Others may use up an advance before us, but not for ever.
      if (awayUntil.isAfter(now) || rounds == MOST_ROUNDS) {
        return CompletableFuture.completedFuture(countAlone(subject, limit));
      }
      answer = account.asking;
      if (answer == null) {
        answer = new CompletableFuture<>();
        account.asking = answer;
        ask(account, subject, limit, answer);
      }
    }
    return answer
        .copy()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(done -> count(account, subject, limit, rounds + 1))
        .exceptionally(
            failure -> {
              awayUntil = clock.instant().plus(PAUSE);
              return countAlone(subject, limit);
            });
  }

  private void ask(Account account, String subject, int limit, CompletableFuture<Void> answer) {
    try {
      blocking.execute(() -> fill(account, subject, limit, answer));
    } catch (RejectedExecutionException e) {
      account.asking = null;
      answer.completeExceptionally(e);
    }
  }

  private void fill(Account account, String subject, int limit, CompletableFuture<Void> answer) {
    int wanted = Math.min(Math.max(1, limit / 60), MOST_IN_ADVANCE);
    try {
      Grant grant = shared.take(subject, limit, wanted);
      synchronized (account) {
        account.asking = null;
        account.advance += grant.granted();
        account.left = grant.remaining();
        if (grant.granted() == 0) {
          account.nothingUntil = clock.instant().plus(grant.untilNext());
        }
      }
      answer.complete(null);
    } catch (RuntimeException e) {
      synchronized (account) {
        account.asking = null;
      }
      answer.completeExceptionally(e);
    }
  }

  private Decision countAlone(String subject, int limit) {
    alone.incrementAndGet();
    Grant grant = own.take(subject, limit, 1);
    return grant.granted() > 0
        ? allowed(limit, grant.remaining())
        : denied(limit, grant.untilNext());
  }

  private static Decision allowed(int limit, int remaining) {
    return new Decision(true, limit, remaining, untilFull(limit, remaining), Duration.ZERO);
  }

  private static Decision denied(int limit, Duration retryAfter) {
    return new Decision(false, limit, 0, untilFull(limit, 0), retryAfter);
  }

  private static Duration untilFull(int limit, int remaining) {
    return TokenBuckets.WINDOW.multipliedBy(Math.max(0, limit - remaining)).dividedBy(limit);
  }
}
