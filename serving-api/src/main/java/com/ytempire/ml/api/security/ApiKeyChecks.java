package com.ytempire.ml.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks keys against the store, which it asks at most once in {@link #FRESH} for each, so a
 * revocation counts within that time. While the store is away, keys that were seen in force go on
 * for {@link #STALE}, and other keys are answered with {@link StoreUnavailableException}, at once
 * or after {@link #PATIENCE}. Expiry is checked at every call, whatever the store does.
 *
 * <p>Never blocks its caller. Remembers the ids that do not exist apart from those that do, so that
 * guessing ids pushes no key out. Safe to share between threads.
 */
final class ApiKeyChecks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyChecks.class);

  /** How long what the store said is taken for true. */
  static final Duration FRESH = Duration.ofSeconds(5);

  /** How long it is taken for true while the store does not answer. */
  static final Duration STALE = Duration.ofMinutes(10);

  /** How long a caller waits for the store. */
  static final Duration PATIENCE = Duration.ofMillis(1500);

  /**
   * How long a caller waits for the store whose key is remembered: what it says later is for the
   * next request.
   */
  static final Duration PATIENCE_IF_KNOWN = Duration.ofMillis(250);

  /** After a failure the store is left alone for this long. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int MOST_KEYS = 10_000;

  /** Guesses must not take all threads and connections. */
  private static final int MOST_QUESTIONS = 8;

  private final ApiKeys store;
  private final Executor blocking;
  private final Clock clock;
  private final Semaphore questions = new Semaphore(MOST_QUESTIONS);
  private final Cache<String, Seen> known = Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
  private final Cache<String, Seen> unknown = Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
  private final Map<String, CompletableFuture<Seen>> asking = new ConcurrentHashMap<>();
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();
  private volatile Instant awayUntil = Instant.MIN;

  /**
   * @param blocking where the store is asked
   */
  ApiKeyChecks(ApiKeys store, Executor blocking, Clock clock) {
    this.store = store;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** What the store said of an id, and when. */
  private record Seen(@Nullable ApiKey key, Instant at) {}

  /**
   * Who a key says is calling.
   *
   * @return fails with {@link CredentialException} when the key opens nothing, and with {@link
   *     StoreUnavailableException} when that cannot be known now
   */
  CompletableFuture<Caller> check(String presented) {
    Optional<KeyText> parsed = KeyText.parse(presented);
    if (parsed.isEmpty()) {
      return CompletableFuture.failedFuture(invalid());
    }
    KeyText text = parsed.get();
    Instant now = clock.instant();
    Seen seen = remembered(text.id());
    if (seen != null && seen.at.plus(FRESH).isAfter(now)) {
      return judge(text, seen);
    }
    if (awayUntil.isAfter(now)) {
      return withoutStore(text, seen, null);
    }
    boolean isKnown = seen != null && seen.key != null && seen.at.plus(STALE).isAfter(now);
    return ask(text.id(), isKnown ? PATIENCE_IF_KNOWN : PATIENCE)
        .thenCompose(found -> judge(text, found))
        .exceptionallyCompose(failure -> afterFailure(text, seen, failure));
  }

  private CompletableFuture<Caller> afterFailure(
      KeyText text, @Nullable Seen seen, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof CredentialException
        ? CompletableFuture.failedFuture(cause)
        : withoutStore(text, seen, cause);
  }

  private @Nullable Seen remembered(String id) {
    Seen seen = known.getIfPresent(id);
    return seen != null ? seen : unknown.getIfPresent(id);
  }

  private CompletableFuture<Caller> withoutStore(
      KeyText text, @Nullable Seen seen, @Nullable Throwable failure) {
    Instant now = clock.instant();
    if (failure instanceof TimeoutException) {
      awayUntil = now.plus(PAUSE);
    }
    return seen != null && seen.key != null && seen.at.plus(STALE).isAfter(now)
        ? judge(text, seen)
        : CompletableFuture.failedFuture(
            new StoreUnavailableException("the keys cannot be looked up", failure));
  }

  private CompletableFuture<Caller> judge(KeyText text, Seen seen) {
    ApiKey key = seen.key;
    if (key == null || !text.opens(key)) {
      return CompletableFuture.failedFuture(invalid());
    }
    Instant now = clock.instant();
    return switch (key.state(now)) {
      case ACTIVE -> {
        uses.put(key.id(), now);
        yield CompletableFuture.completedFuture(Caller.of(key));
      }
      case EXPIRED ->
          CompletableFuture.failedFuture(new CredentialException("the key has expired"));
      case REVOKED -> CompletableFuture.failedFuture(new CredentialException("the key is revoked"));
    };
  }

  /** One question at a time for each id, and few at a time in all. */
  private CompletableFuture<Seen> ask(String id, Duration patience) {
    var mine = new CompletableFuture<Seen>();
    CompletableFuture<Seen> other = asking.putIfAbsent(id, mine);
    if (other != null) {
      return other.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (!questions.tryAcquire()) {
      asking.remove(id, mine);
      mine.completeExceptionally(
          new StoreUnavailableException("too many keys are looked up", null));
      return mine;
    }
    try {
      blocking.execute(() -> find(id, mine));
    } catch (RejectedExecutionException e) {
      questions.release();
      asking.remove(id, mine);
      mine.completeExceptionally(new StoreUnavailableException("too many requests at once", e));
    }
    return mine.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void find(String id, CompletableFuture<Seen> answer) {
    try {
      Instant asked = clock.instant();
      Seen seen = new Seen(store.find(id).orElse(null), asked);
      (seen.key == null ? unknown : known).put(id, seen);
      if (seen.key == null) {
        known.invalidate(id);
      }
      asking.remove(id, answer);
      answer.complete(seen);
    } catch (RuntimeException e) {
      awayUntil = clock.instant().plus(PAUSE);
      asking.remove(id, answer);
      answer.completeExceptionally(e);
    } finally {
      questions.release();
    }
  }

  /**
   * Tells the store when keys were used last. Blocks. What the store does not take is told next
   * time.
   *
   * @throws StoreUnavailableException when the store does not answer
   */
  void noteUses() {
    Map<String, Instant> noted = new HashMap<>(uses);
    noted.forEach(uses::remove);
    try {
      store.touch(noted);
    } catch (StoreUnavailableException e) {
      noted.forEach(uses::putIfAbsent);
      throw e;
    }
  }

  /** Tells the store of the last uses, if it is there. */
  @Override
  public void close() {
    try {
      noteUses();
    } catch (StoreUnavailableException e) {
      LOG.warn("the last uses of keys are not noted: {}", e.getMessage());
    }
  }

  private static CredentialException invalid() {
    // An id that exists and one that does not look the same.
    return new CredentialException("the key is not valid");
  }
}
