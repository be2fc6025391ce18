package com.ytempire.ml.core.store.tiered;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redis first, Postgres behind it.
 *
 * <p>A write goes to Postgres, then to Redis: once Postgres has it, it counts as written. A read
 * takes Redis' answer and fills missing values from Postgres in one query; what it finds there is
 * put back into Redis. While Redis is away, reads come from Postgres and say so, at no extra cost;
 * Redis is used again by itself, and holds then what it would hold had it never been away.
 *
 * <p><b>What a read may be behind by.</b> A read that starts after a write through the same store
 * has returned never gives an older value, outages and restarts of Redis included: writes that
 * Redis missed are made good before it is believed again, and a restarted Redis is refilled from
 * Postgres first. Between processes a read may be behind by the time a write takes from Postgres to
 * Redis. The exception is a network fault that cuts off only a writer from Redis: until that writer
 * reaches Redis again, or the value expires there, other processes may read the value from before;
 * its age tells.
 */
public final class TieredFeatureStore implements OnlineFeatureStore {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int DIRTY_LIMIT = 100_000;

  private final PostgresFeatureStore durable;
  private final RedisFeatureStore cache;
  private final CacheCircuit circuit;

  /** Takes over both stores: closing this closes them. */
  public TieredFeatureStore(PostgresFeatureStore durable, RedisFeatureStore cache) {
    this(durable, cache, RETRY_AFTER, DIRTY_LIMIT);
  }

  /**
   * Takes over both stores.
   *
   * @param retryAfter time between two tries to reach a Redis that is away
   * @param dirtyLimit how many entities are remembered for it before it is refilled instead
   */
  public TieredFeatureStore(
      PostgresFeatureStore durable, RedisFeatureStore cache, Duration retryAfter, int dirtyLimit) {
    this.durable = durable;
    this.cache = cache;
    this.circuit = new CacheCircuit(durable, cache, retryAfter, dirtyLimit);
  }

  @Override
  public void write(FeatureSchema schema, List<FeatureWrite> batch) {
    writeCache(schema, writeDurable(schema, batch));
  }

  /**
   * The first half of a write, to Postgres.
   *
   * @return the writes that are now the newest of their entity: what {@link #writeCache} takes
   * @throws StoreUnavailableException when Postgres did not take the batch; it may be sent again
   */
  public List<FeatureWrite> writeDurable(FeatureSchema schema, List<FeatureWrite> batch) {
    return durable.writeNewest(schema, batch);
  }

  /**
   * The second half, to Redis. It does not throw when Redis is away: what Redis missed is
   * remembered and made good when it is back.
   *
   * @param newest what {@link #writeDurable} returned
   * @return whether Redis has the writes now
   */
  public boolean writeCache(FeatureSchema schema, List<FeatureWrite> newest) {
    List<EntityKey> entities = newest.stream().map(FeatureWrite::entity).toList();
    if (circuit.rememberedWhileOpen(schema, entities)) {
      return false;
    }
    try {
      cache.write(schema, newest);
      return true;
    } catch (StoreUnavailableException e) {
      circuit.open(e, schema, entities);
      return false;
    }
  }

  /** Whether Redis is in use and holds nothing older than what this store wrote to Postgres. */
  public boolean isCacheInStep() {
    return circuit.openBecause() == null;
  }

  @Override
  public List<FeatureRead> readAll(List<EntityKey> entities, List<FeatureColumn> columns) {
    String away = circuit.openBecause();
    if (away != null) {
      return degraded(durable.readAll(entities, columns), away);
    }
    List<FeatureRead> cached;
    try {
      cached = cache.readAll(entities, columns);
    } catch (StoreUnavailableException e) {
      circuit.open(e);
      return degraded(durable.readAll(entities, columns), String.valueOf(e.getMessage()));
    }
    var gaps = CacheGaps.of(cached);
    return gaps.isEmpty() ? cached : filled(gaps);
  }

  private List<FeatureRead> filled(CacheGaps gaps) {
    List<FeatureRead> found;
    try {
      found = durable.readAll(gaps.entities(), gaps.columns());
    } catch (StoreUnavailableException e) {
      if (gaps.isAll()) {
        throw e;
      }
      // What Redis has is still right; only what it lacks is in doubt.
      return gaps.unfilled("missing values were not looked up: " + e.getMessage());
    }
    List<FeatureRead> toPutBack = gaps.foundIn(found);
    if (!toPutBack.isEmpty()) {
      circuit.putBack(toPutBack);
    }
    return gaps.filledFrom(found);
  }

  private static List<FeatureRead> degraded(List<FeatureRead> reads, String because) {
    return reads.stream().map(read -> degraded(read, because)).toList();
  }

  static FeatureRead degraded(FeatureRead read, @Nullable String because) {
    return new FeatureRead(read.entity(), read.values(), read.servedBy(), because);
  }

  @Override
  public void close() {
    circuit.close();
    cache.close();
    durable.close();
  }
}
