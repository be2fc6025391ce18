package com.ytempire.ml.api.cache;

import com.ytempire.ml.api.cache.CacheStatistics.Event;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of several processes computes an answer. A lock that is away is nobody's: everybody
 * computes then. Safe to share.
 *
 * @param executor runs what blocks
 * @param found told of an answer that another process has made
 */
record ComputingTurns<V>(
    SharedComputing sharing,
    CacheCodec<V> codec,
    Freshness freshness,
    Executor executor,
    CacheStatistics statistics,
    BiConsumer<String, Cached<V>> found) {
  private static final Logger LOG = LoggerFactory.getLogger(ComputingTurns.class);

  /**
   * Takes the lock, unless another process has it or has made the answer in this moment; blocks.
   */
  Turn<V> first(String key, Turn<V> looked) {
    Turn<V> turn = next(key, looked);
    if (turn.token() != null) {
      statistics.count(CacheStatistics.LOCK, Event.MISS);
    }
    return turn;
  }

  private Turn<V> next(String key, Turn<V> before) {
    String token = UUID.randomUUID().toString();
    try {
      AnswerLock.Look look = sharing.lock().take(key, token, sharing.heldFor());
      Cached<V> made = look.kept().flatMap(codec::read).filter(freshness::isFresh).orElse(null);
      if (made == null) {
        return new Turn<>(before.kept(), look.isTaken() ? token : null, !look.isTaken());
      }
      found.accept(key, made);
      if (look.isTaken()) {
        release(key, token);
      }
      return Turn.without(made);
    } catch (RuntimeException e) {
      failed("taking", e);
      return Turn.without(before.kept());
    }
  }

  /** Where another process computes: waits for its answer, its lock, or the end of patience. */
  CompletableFuture<Turn<V>> settled(String key, Turn<V> turn) {
    if (freshness.isFresh(turn.kept()) || !turn.isElsewhere()) {
      return CompletableFuture.completedFuture(turn);
    }
    long end = System.nanoTime() + sharing.waitAtMost().toNanos();
    return awaited(key, turn, end)
        .thenApply(
            last -> {
              if (freshness.isFresh(last.kept())) {
                statistics.count(CacheStatistics.LOCK, Event.HIT);
              } else if (last.isElsewhere()) {
                statistics.count(CacheStatistics.LOCK, Event.LATE);
              } else if (last.token() != null) {
                statistics.count(CacheStatistics.LOCK, Event.MISS);
              }
              return last;
            });
  }

  /** Looks again and again, without holding a thread, until there is something to do or the end. */
  private CompletableFuture<Turn<V>> awaited(String key, Turn<V> turn, long end) {
    if (!turn.isElsewhere() || System.nanoTime() - end >= 0) {
      return CompletableFuture.completedFuture(turn);
    }
    var paused =
        new CompletableFuture<Turn<V>>()
            .completeOnTimeout(turn, sharing.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
    return paused.thenCompose(before -> looked(key, before)).thenCompose(x -> awaited(key, x, end));
  }

  private CompletableFuture<Turn<V>> looked(String key, Turn<V> before) {
    try {
      return CompletableFuture.supplyAsync(() -> next(key, before), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Turn.without(before.kept()));
    }
  }

  /** Gives the lock back; blocks. */
  void release(String key, String token) {
    try {
      sharing.lock().release(key, token);
    } catch (RuntimeException e) {
      failed("releasing", e);
    }
  }

  private void failed(String doing, RuntimeException why) {
    statistics.count(CacheStatistics.LOCK, Event.ERROR);
    LOG.debug("{} the lock failed", doing, why);
  }
}
