package com.ytempire.ml.core.store.tiered;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the cache can be believed, and what has to happen before it can again.
 *
 * <p>While it is open nobody calls the cache but one background thread, which tries every {@code
 * retryAfter}. A cache server that was started since it was last filled is refilled from Postgres
 * first. Entities whose write the cache did not take are remembered, up to a limit; the thread
 * writes them again from Postgres, and only when none is left does the circuit close. Past the
 * limit the whole cache is refilled instead. Safe to share.
 */
final class CacheCircuit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CacheCircuit.class);
  private static final int ENTITIES_PER_ROUND = 500;

  /** Entities with values that may wait to be put back; more are left to the next read. */
  private static final int MOST_REPAIRS = 256;

  private final PostgresFeatureStore durable;
  private final RedisFeatureStore cache;
  private final CacheRefill refill;
  private final Duration retryAfter;
  private final int dirtyLimit;
  private final ScheduledExecutorService healer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "feature-cache-healer");
            thread.setDaemon(true);
            return thread;
          });

  private final Map<EntityKey, FeatureSchema> dirty = new LinkedHashMap<>();
  private int repairs;
  private boolean forgotten;
  private volatile @Nullable String openBecause;

  CacheCircuit(
      PostgresFeatureStore durable, RedisFeatureStore cache, Duration retryAfter, int dirtyLimit) {
    this.durable = durable;
    this.cache = cache;
    this.refill = new CacheRefill(durable.pages(), cache);
    this.retryAfter = retryAfter;
    this.dirtyLimit = dirtyLimit;
    this.openBecause = "redis: it is not yet known to be in step with Postgres";
    start();
  }

  /** The usual case, a cache that is full or has one page to fill, is dealt with at once. */
  private void start() {
    try {
      if (refill.step() && isInStep()) {
        return;
      }
    } catch (RuntimeException e) {
      LOG.debug("feature cache or Postgres is away from the start", e);
    }
    healAfter(Duration.ZERO);
  }

  /** Why the cache is not to be used, or null when it is. */
  @Nullable String openBecause() {
    return openBecause;
  }

  /** Remembers the entities if the circuit is open, and tells whether it is. */
  synchronized boolean rememberedWhileOpen(FeatureSchema schema, Collection<EntityKey> entities) {
    if (openBecause == null) {
      return false;
    }
    remember(schema, entities);
    return true;
  }

  /** Opens the circuit; the cache may lack what was to be written for the entities. */
  synchronized void open(
      StoreUnavailableException cause, FeatureSchema schema, Collection<EntityKey> entities) {
    remember(schema, entities);
    open(cause);
  }

  /** Opens the circuit after a failed read. */
  synchronized void open(StoreUnavailableException cause) {
    if (openBecause == null) {
      openBecause = String.valueOf(cause.getMessage());
      LOG.warn("feature cache is away, reading from Postgres: {}", openBecause);
      healAfter(Duration.ZERO);
    }
  }

  /**
   * Puts values that a read found in Postgres only into the cache, soon and off the caller's
   * thread, unless too many wait already.
   *
   * @param found by entity, at least one
   */
  void putBack(List<FeatureRead> found) {
    List<FeatureRead> taken;
    synchronized (this) {
      if (openBecause != null || repairs >= MOST_REPAIRS) {
        return;
      }
      taken = found.subList(0, Math.min(found.size(), MOST_REPAIRS - repairs));
      repairs += taken.size();
    }
    long readAt = System.nanoTime();
    try {
      healer.execute(() -> putBackNow(taken, readAt));
    } catch (RejectedExecutionException e) {
      LOG.debug("closed while values were to be put back into the feature cache");
    }
  }

  private void putBackNow(List<FeatureRead> found, long readAt) {
    synchronized (this) {
      repairs -= found.size();
    }
    // A value that waited for long could outlive a newer one that expired meanwhile.
    boolean isFresh = System.nanoTime() - readAt < cache.timeToLive().toNanos() / 2;
    if (openBecause == null && isFresh) {
      try {
        cache.copy(found);
      } catch (StoreUnavailableException e) {
        open(e);
      }
    }
  }

  private void remember(FeatureSchema schema, Collection<EntityKey> entities) {
    if (forgotten) {
      return;
    }
    entities.forEach(entity -> dirty.put(entity, schema));
    if (dirty.size() > dirtyLimit) {
      dirty.clear();
      forgotten = true;
    }
  }

  private void healAfter(Duration delay) {
    try {
      var unused = healer.schedule(this::heal, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed while the feature cache was away");
    }
  }

  /** Brings the cache in step and closes the circuit, or tries again later. */
  private void heal() {
    try {
      while (!healer.isShutdown()) {
        if (!refill.step()) {
          continue;
        }
        if (isInStep()) {
          return;
        }
        rewriteSome();
      }
    } catch (RuntimeException e) {
      LOG.debug("feature cache is still away", e);
      healAfter(retryAfter);
    }
  }

  private synchronized boolean isInStep() {
    if (forgotten || !dirty.isEmpty()) {
      return false;
    }
    openBecause = null;
    LOG.info("feature cache is in step with Postgres");
    return true;
  }

  private void rewriteSome() {
    Map<EntityKey, FeatureSchema> some;
    boolean all;
    synchronized (this) {
      all = forgotten;
      forgotten = false;
      some = takeSome();
    }
    try {
      if (all) {
        // Begun after the flag was taken: writes that are remembered from now on are seen as such.
        refill.startOver();
      }
      // Read after the entities were taken: a write that is remembered later is seen then.
      cache.copy(readDurable(some));
    } catch (RuntimeException e) {
      synchronized (this) {
        forgotten |= all;
        some.forEach((entity, schema) -> remember(schema, List.of(entity)));
      }
      throw e;
    }
  }

  private Map<EntityKey, FeatureSchema> takeSome() {
    Map<EntityKey, FeatureSchema> some = new LinkedHashMap<>();
    var entries = dirty.entrySet().iterator();
    while (entries.hasNext() && some.size() < ENTITIES_PER_ROUND) {
      var entry = entries.next();
      some.put(entry.getKey(), entry.getValue());
      entries.remove();
    }
    return some;
  }

  private List<FeatureRead> readDurable(Map<EntityKey, FeatureSchema> entities) {
    Map<FeatureSchema, List<EntityKey>> bySchema = new LinkedHashMap<>();
    entities.forEach(
        (entity, schema) ->
            bySchema.computeIfAbsent(schema, unused -> new ArrayList<>()).add(entity));
    List<FeatureRead> reads = new ArrayList<>(entities.size());
    bySchema.forEach((schema, some) -> reads.addAll(durable.readAll(some, schema.columns())));
    return reads;
  }

  @Override
  public void close() {
    healer.shutdownNow();
  }
}
