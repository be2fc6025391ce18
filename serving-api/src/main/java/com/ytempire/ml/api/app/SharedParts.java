package com.ytempire.ml.api.app;

import com.ytempire.ml.api.http.OutwardCalls;
import com.ytempire.ml.core.settings.FeatureStoreSettings.Backend;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.memory.InMemoryFeatureStore;
import com.ytempire.ml.core.store.postgres.PostgresApiKeys;
import com.ytempire.ml.core.store.postgres.PostgresAuditLog;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresPredictionLog;
import com.ytempire.ml.core.store.redis.RedisConnections;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import com.ytempire.ml.core.store.redis.RedisTokenBuckets;
import com.ytempire.ml.core.store.tiered.TieredFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;

/**
 * What several packages share, by type. Nothing here needs its server to be up: pools and clients
 * connect when they are used. Made in order, closed in the reverse one. Confined to the thread that
 * starts and stops the service.
 */
final class SharedParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedParts.class);

  /** A feature store holds connections of its own, so that its reads do not queue behind others. */
  private static final int LEAST_STORE_CONNECTIONS = 2;

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

  private final Map<Class<?>, Object> parts = new LinkedHashMap<>();
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final OutwardCalls outward = new OutwardCalls();
  private final ServiceOptions options;
  private final PlatformSettings settings;
  private final Clock clock;

  private SharedParts(ServiceOptions options) {
    this.options = options;
    this.settings = options.settings();
    this.clock = options.clock();
  }

  static SharedParts open(ServiceOptions options) {
    var parts = new SharedParts(options);
    try {
      parts.make();
      return parts;
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private void make() {
    shared(OutwardCalls.class, () -> outward);
    int connections = settings.service().connections();
    parts.put(ServiceOptions.class, options);
    parts.put(PlatformSettings.class, settings);
    parts.put(Clock.class, clock);
    parts.put(FeaturePlan.class, options.plan());
    parts.put(EngineSettings.class, options.engines());
    DataSource database = shared(DataSource.class, () -> guarded(connections));
    RedisClient redis =
        shared(
            RedisClient.class,
            () -> RedisConnections.open(settings.redis(), connections, silence()));
    shared(ApiKeys.class, () -> new PostgresApiKeys(database, clock));
    shared(AuditLog.class, () -> new PostgresAuditLog(database));
    shared(TokenBuckets.class, () -> new RedisTokenBuckets(redis));
    shared(ModelRegistry.class, () -> new PostgresModelRegistry(database, clock));
    shared(PredictionLog.class, () -> new PostgresPredictionLog(database));
    shared(OnlineFeatureStore.class, this::features);
    shared(ModelEngines.class, () -> SharedModelEngines.acquire(options.engines()));
  }

  /** A statement that is silent for longer than any request may take is of use to nobody. */
  private Duration stuck() {
    Duration request = settings.models().defaultTimeout();
    return request.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : request;
  }

  /**
   * Redis is only ever the quicker way: a request for which it is silent must have the time left to
   * be answered by the other one.
   */
  private Duration silence() {
    Duration share = settings.models().defaultTimeout().dividedBy(4);
    return share.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : share;
  }

  private GuardedDataSource guarded(int connections) {
    return new GuardedDataSource(
        PostgresConnections.pool(settings.database(), connections, stuck()),
        outward.to(OutwardCalls.POSTGRES));
  }

  private OnlineFeatureStore features() {
    if (settings.features().backend() == Backend.MEMORY) {
      return new InMemoryFeatureStore(clock);
    }
    int connections = Math.max(LEAST_STORE_CONNECTIONS, settings.service().connections() / 2);
    GuardedDataSource database = guarded(connections);
    // Before the store that uses it, and so closed after it.
    closing.push(database);
    var durable = new PostgresFeatureStore(database, clock);
    if (settings.features().backend() == Backend.POSTGRES) {
      return durable;
    }
    return new TieredFeatureStore(
        durable,
        RedisFeatureStore.open(
            settings.redis(),
            settings.features().cacheTtl(),
            settings.service().connections(),
            silence(),
            clock));
  }

  private <T> T shared(Class<T> type, Supplier<? extends T> maker) {
    Object replacement = options.replacements().get(type);
    if (replacement != null) {
      return type.cast(replacement);
    }
    T made = maker.get();
    if (made instanceof AutoCloseable closeable) {
      closing.push(closeable);
    }
    parts.put(type, made);
    return made;
  }

  /** Every part that was made, by the type under which it is asked for. */
  Map<Class<?>, Object> all() {
    return parts;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      AutoCloseable next = closing.pop();
      try {
        next.close();
      } catch (Exception e) {
        LOG.warn("a part of the service was not closed in order", e);
      }
    }
  }
}
