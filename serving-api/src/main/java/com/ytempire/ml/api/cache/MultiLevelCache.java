package com.ytempire.ml.api.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.ytempire.ml.api.cache.CacheAnswer.Origin;
import com.ytempire.ml.api.cache.CacheStatistics.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers kept in this process and in servers behind it, the nearest first.
 *
 * <p>Equal requests of one process at the same time cost one computation. A level that is away is a
 * miss and counted; it delays an answer by at most its own timeout. An answer that is found in a
 * farther level is put into the nearer ones. A failure is remembered for a moment, so that callers
 * who try again do not add to what is wrong; where an older answer is kept that one is given.
 *
 * <p>Safe to share. No method blocks: levels are asked on the executor.
 */
public final class MultiLevelCache<V> {
  private static final Logger LOG = LoggerFactory.getLogger(MultiLevelCache.class);

  /** How long what was found in the last level stays in those before it, at most. */
  private static final Duration PROMOTED_FOR = Duration.ofHours(1);

  private static final String NO_CACHE_FLIGHT = "no-cache ";

  private final CacheSettings settings;
  private final CacheCodec<V> codec;
  private final Predicate<? super V> isKept;
  private final List<CacheLevel> levels;
  private final Executor executor;
  private final Clock clock;
  private final Cache<String, Cached<V>> memory;
  private final Cache<String, Throwable> failures;
  private final Map<String, CompletableFuture<CacheAnswer<V>>> flights = new ConcurrentHashMap<>();
  private final CacheStatistics statistics;

  /**
   * @param isKept whether an answer is worth keeping
   * @param levels servers behind this process, nearest first
   * @param executor runs what blocks
   */
  public MultiLevelCache(
      CacheSettings settings,
      CacheCodec<V> codec,
      Predicate<? super V> isKept,
      List<? extends CacheLevel> levels,
      Executor executor,
      Clock clock) {
    this.settings = settings;
    this.codec = codec;
    this.isKept = isKept;
    this.levels = List.copyOf(levels);
    this.executor = executor;
    this.clock = clock;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    this.memory =
        Caffeine.newBuilder()
            .maximumSize(settings.memoryEntries())
            .expireAfterWrite(settings.keptFor())
            .ticker(ticker)
            .build();
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(settings.memoryEntries())
            .expireAfterWrite(settings.failuresFor())
            .ticker(ticker)
            .build();
    List<String> counted = new ArrayList<>();
    counted.add(CacheStatistics.REQUESTS);
    counted.add(CacheStatistics.COMPUTATIONS);
    counted.add(CacheStatistics.MEMORY);
    levels.forEach(level -> counted.add(level.name()));
    this.statistics = new CacheStatistics(counted);
  }

  public CacheStatistics statistics() {
    return statistics;
  }

  /**
   * The answer for a key.
   *
   * @param control whether a kept answer will do
   * @param compute makes the answer; must not block. Called at most once for requests that are
   *     equal and come at the same time
   * @return fails as the computation does, where there is no answer that could be given instead. A
   *     copy of its own: a caller may cancel it without harm to others
   */
  public CompletableFuture<CacheAnswer<V>> get(
      String key, CacheControl control, Supplier<CompletableFuture<V>> compute) {
    if (control == CacheControl.ANY) {
      Cached<V> kept = memory.getIfPresent(key);
      if (kept != null && isFresh(kept)) {
        statistics.count(CacheStatistics.MEMORY, Event.HIT);
        statistics.count(CacheStatistics.REQUESTS, Event.HIT);
        return CompletableFuture.completedFuture(answer(kept, Origin.CACHED));
      }
      statistics.count(CacheStatistics.MEMORY, kept == null ? Event.MISS : Event.STALE);
    }
    String flight = control == CacheControl.ANY ? key : NO_CACHE_FLIGHT + key;
    var mine = new CompletableFuture<CacheAnswer<V>>();
    CompletableFuture<CacheAnswer<V>> first = flights.putIfAbsent(flight, mine);
    if (first != null) {
      statistics.count(CacheStatistics.COMPUTATIONS, Event.HIT);
      return first.copy();
    }
    CompletableFuture<CacheAnswer<V>> flying =
        control == CacheControl.ANY
            ? lookUp(key).thenCompose(kept -> freshOrComputed(key, kept, compute))
            : computed(key, null, compute);
    var unused =
        flying.whenComplete(
            (answer, failure) -> {
              flights.remove(flight, mine);
              if (failure == null) {
                mine.complete(answer);
              } else {
                mine.completeExceptionally(unwrap(failure));
              }
            });
    return mine.copy();
  }

  private CompletableFuture<CacheAnswer<V>> freshOrComputed(
      String key, Optional<Cached<V>> kept, Supplier<CompletableFuture<V>> compute) {
    if (kept.isPresent() && isFresh(kept.get())) {
      statistics.count(CacheStatistics.REQUESTS, Event.HIT);
      return CompletableFuture.completedFuture(answer(kept.get(), Origin.CACHED));
    }
    statistics.count(CacheStatistics.REQUESTS, Event.MISS);
    Throwable failed = failures.getIfPresent(key);
    return failed == null
        ? computed(key, kept.orElse(null), compute)
        : CompletableFuture.failedFuture(failed);
  }

  private CompletableFuture<CacheAnswer<V>> computed(
      String key, @Nullable Cached<V> older, Supplier<CompletableFuture<V>> compute) {
    statistics.count(CacheStatistics.COMPUTATIONS, Event.MISS);
    CompletableFuture<V> computing;
    try {
      computing = compute.get();
    } catch (RuntimeException e) {
      computing = CompletableFuture.failedFuture(e);
    }
    return computing.handle(
        (value, failure) -> {
          if (failure == null) {
            var made = new Cached<>(value, clock.instant());
            failures.invalidate(key);
            if (isKept.test(value)) {
              keep(key, made);
            }
            return answer(made, Origin.COMPUTED);
          }
          statistics.count(CacheStatistics.COMPUTATIONS, Event.ERROR);
          if (older != null) {
            statistics.count(CacheStatistics.REQUESTS, Event.STALE);
            return answer(older, Origin.STALE);
          }
          Throwable cause = unwrap(failure);
          failures.put(key, cause);
          throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
        });
  }

  /** What is kept anywhere, fresh or not. */
  private CompletableFuture<Optional<Cached<V>>> lookUp(String key) {
    Cached<V> mine = memory.getIfPresent(key);
    if (levels.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.ofNullable(mine));
    }
    try {
      return CompletableFuture.supplyAsync(() -> newest(key, mine), executor);
    } catch (RejectedExecutionException e) {
      levels.forEach(level -> statistics.count(level.name(), Event.ERROR));
      return CompletableFuture.completedFuture(Optional.ofNullable(mine));
    }
  }

  /** The first fresh one, else the newest. */
  private Optional<Cached<V>> newest(String key, @Nullable Cached<V> mine) {
    Cached<V> newest = mine;
    for (int i = 0; i < levels.size(); i++) {
      Cached<V> kept = read(levels.get(i), key);
      if (kept != null && (newest == null || kept.at().isAfter(newest.at()))) {
        newest = kept;
        memory.put(key, kept);
        for (CacheLevel nearer : levels.subList(0, i)) {
          write(nearer, key, codec.write(kept), PROMOTED_FOR);
        }
      }
      if (newest != null && isFresh(newest)) {
        break;
      }
    }
    return Optional.ofNullable(newest);
  }

  private @Nullable Cached<V> read(CacheLevel level, String key) {
    try {
      Optional<Cached<V>> kept =
          level
              .get(key)
              .flatMap(codec::read)
              .filter(found -> age(found).compareTo(settings.keptFor()) < 0);
      Event event = kept.map(found -> isFresh(found) ? Event.HIT : Event.STALE).orElse(Event.MISS);
      statistics.count(level.name(), event);
      return kept.orElse(null);
    } catch (RuntimeException e) {
      failed(level, "reading", e);
      return null;
    }
  }

  private void keep(String key, Cached<V> made) {
    memory.put(key, made);
    if (levels.isEmpty()) {
      return;
    }
    try {
      executor.execute(
          () -> {
            String text = codec.write(made);
            levels.forEach(level -> write(level, key, text, settings.keptFor()));
          });
    } catch (RejectedExecutionException e) {
      levels.forEach(level -> statistics.count(level.name(), Event.ERROR));
    }
  }

  private void write(CacheLevel level, String key, String text, Duration ttl) {
    try {
      level.put(key, text, ttl);
    } catch (RuntimeException e) {
      failed(level, "writing", e);
    }
  }

  private void failed(CacheLevel level, String doing, RuntimeException why) {
    statistics.count(level.name(), Event.ERROR);
    LOG.atDebug().addKeyValue("level", level.name()).setCause(why).log("{} failed", doing);
  }

  private boolean isFresh(Cached<V> kept) {
    return age(kept).compareTo(settings.freshFor()) < 0;
  }

  private Duration age(Cached<V> kept) {
    Instant now = clock.instant();
    return kept.at().isAfter(now) ? Duration.ZERO : Duration.between(kept.at(), now);
  }

  private static <V> CacheAnswer<V> answer(Cached<V> kept, Origin origin) {
    return new CacheAnswer<>(kept.value(), kept.at(), origin);
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
