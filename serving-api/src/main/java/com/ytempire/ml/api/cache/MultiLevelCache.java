package com.ytempire.ml.api.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.ytempire.ml.api.cache.CacheAnswer.Origin;
import com.ytempire.ml.api.cache.CacheStatistics.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers kept in this process and in servers behind it, the nearest first.
 *
 * <p>Equal requests at the same time cost one computation: always in one process, and among several
 * where they share a lock, as long as its server is there and the computation is not slower than
 * they wait. A level that is away is a miss and counted; all levels together delay an answer by at
 * most {@link CacheSettings#patience}. An answer that is found in a farther level is put into the
 * nearer ones. A failure is remembered for a moment, so that callers who try again do not add to
 * what is wrong; where an older answer is kept that one is given.
 *
 * <p>Safe to share. No method blocks: levels are asked on the executor.
 */
public final class MultiLevelCache<V> {
  private static final String NO_CACHE_FLIGHT = "no-cache ";

  private final Predicate<? super V> isKept;
  private final Executor executor;
  private final Clock clock;
  private final Cache<String, Cached<V>> memory;
  private final Cache<String, Throwable> failures;
  private final Map<String, CompletableFuture<CacheAnswer<V>>> flights = new ConcurrentHashMap<>();
  private final CacheStatistics statistics;
  private final Freshness freshness;
  private final Duration patience;
  private final ServerLevels<V> servers;
  private final @Nullable ComputingTurns<V> turns;

  /** A cache that shares no computation with other processes. */
  public MultiLevelCache(
      CacheSettings settings,
      CacheCodec<V> codec,
      Predicate<? super V> isKept,
      List<? extends CacheLevel> levels,
      Executor executor,
      Clock clock) {
    this(settings, codec, isKept, levels, null, executor, clock);
  }

  /**
   * @param isKept whether an answer is worth keeping
   * @param levels servers behind this process, nearest first
   * @param sharing how processes share computations, or null: not at all
   * @param executor runs what blocks
   */
  public MultiLevelCache(
      CacheSettings settings,
      CacheCodec<V> codec,
      Predicate<? super V> isKept,
      List<? extends CacheLevel> levels,
      @Nullable SharedComputing sharing,
      Executor executor,
      Clock clock) {
    this.isKept = isKept;
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
    if (sharing != null) {
      counted.add(CacheStatistics.LOCK);
    }
    this.statistics = new CacheStatistics(counted);
    this.freshness = new Freshness(settings, clock);
    this.patience = settings.patience();
    this.servers =
        new ServerLevels<>(List.copyOf(levels), codec, freshness, settings.keptFor(), statistics);
    this.turns =
        sharing == null
            ? null
            : new ComputingTurns<>(sharing, codec, freshness, executor, statistics, memory::put);
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
      if (kept != null && freshness.isFresh(kept)) {
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
            ? lookUp(key)
                .thenCompose(turn -> turns == null ? completed(turn) : turns.settled(key, turn))
                .thenCompose(turn -> given(key, turn, compute))
            : computed(key, Turn.without(null), compute);
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

  private CompletableFuture<CacheAnswer<V>> given(
      String key, Turn<V> turn, Supplier<CompletableFuture<V>> compute) {
    Cached<V> kept = turn.kept();
    if (kept != null && freshness.isFresh(kept)) {
      statistics.count(CacheStatistics.REQUESTS, Event.HIT);
      return CompletableFuture.completedFuture(answer(kept, Origin.CACHED));
    }
    statistics.count(CacheStatistics.REQUESTS, Event.MISS);
    Throwable failed = failures.getIfPresent(key);
    if (failed != null) {
      keep(key, null, turn.token());
      return CompletableFuture.failedFuture(failed);
    }
    return computed(key, turn, compute);
  }

  private CompletableFuture<CacheAnswer<V>> computed(
      String key, Turn<V> turn, Supplier<CompletableFuture<V>> compute) {
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
            keep(key, isKept.test(value) ? made : null, turn.token());
            return answer(made, Origin.COMPUTED);
          }
          statistics.count(CacheStatistics.COMPUTATIONS, Event.ERROR);
          keep(key, null, turn.token());
          if (turn.kept() != null) {
            statistics.count(CacheStatistics.REQUESTS, Event.STALE);
            return answer(turn.kept(), Origin.STALE);
          }
          Throwable cause = unwrap(failure);
          failures.put(key, cause);
          throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
        });
  }

  /** Looks everywhere, and takes the lock where nothing fresh is kept. */
  private CompletableFuture<Turn<V>> lookUp(String key) {
    Cached<V> mine = memory.getIfPresent(key);
    if (servers.levels().isEmpty() && turns == null) {
      return CompletableFuture.completedFuture(Turn.without(mine));
    }
    try {
      return inTime(
          key,
          CompletableFuture.supplyAsync(() -> firstTurn(key, mine), executor),
          Turn.without(mine));
    } catch (RejectedExecutionException e) {
      servers.countAllAway();
      return CompletableFuture.completedFuture(Turn.without(mine));
    }
  }

  /** Of a look that takes too long only the lock matters, which it may have got: nobody uses it. */
  private CompletableFuture<Turn<V>> inTime(
      String key, CompletableFuture<Turn<V>> looking, Turn<V> otherwise) {
    CompletableFuture<Turn<V>> inTime =
        looking.copy().completeOnTimeout(otherwise, patience.toMillis(), TimeUnit.MILLISECONDS);
    var unused =
        looking.thenAcceptBoth(
            inTime,
            (looked, used) -> {
              if (looked.token() != null && !looked.token().equals(used.token())) {
                release(key, looked.token());
              }
            });
    return inTime;
  }

  private Turn<V> firstTurn(String key, @Nullable Cached<V> mine) {
    ServerLevels.Found<V> found = servers.newest(key, mine);
    Cached<V> kept = found.kept();
    if (kept != null && !kept.equals(mine)) {
      memory.put(key, kept);
    }
    Turn<V> looked = Turn.without(kept);
    return turns == null
            || freshness.isFresh(kept)
            || found.away().contains(turns.sharing().lock().level())
            || failures.getIfPresent(key) != null
        ? looked
        : turns.first(key, looked);
  }

  /**
   * Keeps what was made, then gives the lock back; a process that gets it then finds the answer.
   *
   * @param made null where nothing is to be kept
   * @param token null where no lock is held
   */
  private void keep(String key, @Nullable Cached<V> made, @Nullable String token) {
    if (made != null) {
      memory.put(key, made);
    }
    if (token == null && (made == null || servers.levels().isEmpty())) {
      return;
    }
    try {
      executor.execute(
          () -> {
            if (made != null) {
              servers.write(key, made);
            }
            if (token != null) {
              release(key, token);
            }
          });
    } catch (RejectedExecutionException e) {
      servers.countAllAway();
    }
  }

  private void release(String key, String token) {
    if (turns != null) {
      turns.release(key, token);
    }
  }

  private static <V> CompletableFuture<Turn<V>> completed(Turn<V> turn) {
    return CompletableFuture.completedFuture(turn);
  }

  private static <V> CacheAnswer<V> answer(Cached<V> kept, Origin origin) {
    return new CacheAnswer<>(kept.value(), kept.at(), origin);
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
