package com.ytempire.ml.core.store.redis;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.store.CoalescedWrites;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.StoredFeature;
import com.ytempire.ml.core.store.json.FeatureJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Features in Redis. A batch is one pipeline with one call of a script per entity, a read is one
 * {@code MGET}. Of one column Redis holds one version only, the highest that was written; a reader
 * of another version finds it missing.
 *
 * <p>Values expire some time after they were <em>written</em>, whatever their event time. Safe to
 * share between threads, each of which takes a connection for the length of a call.
 */
public final class RedisFeatureStore implements OnlineFeatureStore {
  /** Names the server run whose features can be trusted; see {@link #isFilled}. */
  private static final String RUN_KEY = "ytempire:feature-cache:run";

  private final RedisClient client;
  private final WriteScript script = WriteScript.load();
  private final Duration timeToLive;
  private final String ttlSeconds;
  private final Clock clock;

  private RedisFeatureStore(RedisClient client, Duration cacheTtl, Clock clock) {
    this.client = client;
    long seconds = Math.max(1, cacheTtl.toSeconds());
    this.timeToLive = Duration.ofSeconds(seconds);
    this.ttlSeconds = Long.toString(seconds);
    this.clock = clock;
  }

  /**
   * Makes a store, whether the server is there or not.
   *
   * @param cacheTtl how long values stay after they were written; whole seconds, at least 1
   * @param poolSize most calls at a time; further ones wait up to half a second
   */
  public static RedisFeatureStore open(
      RedisSettings settings, Duration cacheTtl, int poolSize, Clock clock) {
    return new RedisFeatureStore(RedisConnections.open(settings, poolSize), cacheTtl, clock);
  }

  /**
   * As {@link #open(RedisSettings, Duration, int, Clock)}.
   *
   * @param silence of the server after which a call is given up, in milliseconds and at least one
   */
  public static RedisFeatureStore open(
      RedisSettings settings, Duration cacheTtl, int poolSize, Duration silence, Clock clock) {
    return new RedisFeatureStore(
        RedisConnections.open(settings, poolSize, silence), cacheTtl, clock);
  }

  @Override
  public void write(FeatureSchema schema, List<FeatureWrite> batch) {
    List<FeatureWrite> writes = CoalescedWrites.of(schema, batch);
    if (writes.isEmpty() || schema.columns().isEmpty()) {
      return;
    }
    List<WriteScript.Call> calls = new ArrayList<>(writes.size());
    var text = new StringBuilder(128);
    for (FeatureWrite write : writes) {
      String time = RedisFeatureFormat.time(write.eventTime());
      String eventId = RedisFeatureFormat.quoted(write.eventId());
      WriteScript.Call call = call(time, eventId, schema.columns().size());
      for (FeatureColumn column : schema.columns()) {
        text.setLength(0);
        RedisFeatureFormat.begin(text, time, eventId, column.version());
        FeatureJson.appendValue(text, column, write);
        add(call, write.entity(), column.name(), column.version(), RedisFeatureFormat.end(text));
      }
      calls.add(call);
    }
    answer("writing " + writes.size() + " feature vectors", () -> run(calls));
  }

  /** Writes what another store gave, by the same rule as {@link #write}; skips missing values. */
  public void copy(List<FeatureRead> reads) {
    List<WriteScript.Call> calls = new ArrayList<>();
    var text = new StringBuilder(128);
    for (FeatureRead read : reads) {
      for (FeatureRead.Value value : read.values()) {
        Instant computedAt = value.computedAt();
        String eventId = value.eventId();
        if (value.status() == FeatureStatus.MISSING || computedAt == null || eventId == null) {
          continue;
        }
        String time = RedisFeatureFormat.time(computedAt);
        String quoted = RedisFeatureFormat.quoted(eventId);
        WriteScript.Call call = call(time, quoted, 1);
        text.setLength(0);
        RedisFeatureFormat.begin(text, time, quoted, value.column().version());
        FeatureJson.appendValue(text, value);
        add(
            call,
            read.entity(),
            value.column().name(),
            value.column().version(),
            RedisFeatureFormat.end(text));
        calls.add(call);
      }
    }
    answer("copying features of " + reads.size() + " entities", () -> run(calls));
  }

  /** As {@link #copy}, for values whose definitions are not known here. */
  public void copyStored(List<StoredFeature> features) {
    if (features.isEmpty()) {
      return;
    }
    List<WriteScript.Call> calls = new ArrayList<>(features.size());
    var text = new StringBuilder(128);
    for (StoredFeature feature : features) {
      String time = RedisFeatureFormat.time(feature.computedAt());
      String quoted = RedisFeatureFormat.quoted(feature.eventId());
      WriteScript.Call call = call(time, quoted, 1);
      text.setLength(0);
      RedisFeatureFormat.begin(text, time, quoted, feature.version());
      text.append(feature.value());
      add(call, feature.entity(), feature.name(), feature.version(), RedisFeatureFormat.end(text));
      calls.add(call);
    }
    answer("copying " + features.size() + " features", () -> run(calls));
  }

  private WriteScript.Call call(String time, String quotedEventId, int columns) {
    List<String> arguments = new ArrayList<>(3 + 2 * columns);
    arguments.add(ttlSeconds);
    arguments.add(time);
    arguments.add(quotedEventId.substring(1, quotedEventId.length() - 1));
    return new WriteScript.Call(new ArrayList<>(columns), arguments);
  }

  private static void add(
      WriteScript.Call call, EntityKey entity, String name, int version, String value) {
    call.keys().add(RedisFeatureFormat.key(entity, name));
    call.arguments().add(Integer.toString(version));
    call.arguments().add(value);
  }

  private Boolean run(List<WriteScript.Call> calls) {
    script.run(client, calls);
    return true;
  }

  @Override
  public List<FeatureRead> readAll(List<EntityKey> entities, List<FeatureColumn> columns) {
    List<String> keys = new ArrayList<>(entities.size() * columns.size());
    for (EntityKey entity : entities) {
      for (FeatureColumn column : columns) {
        if (column.describes(entity)) {
          keys.add(RedisFeatureFormat.key(entity, column.name()));
        }
      }
    }
    Iterator<String> stored = stored(entities.size(), keys).iterator();
    var reader = new RedisFeatureReader(clock.instant());
    List<FeatureRead> reads = new ArrayList<>(entities.size());
    for (EntityKey entity : entities) {
      List<FeatureRead.Value> values = new ArrayList<>(columns.size());
      for (FeatureColumn column : columns) {
        values.add(
            column.describes(entity)
                ? reader.read(column, stored.next())
                : FeatureRead.Value.missing(column));
      }
      reads.add(new FeatureRead(entity, values, "redis", null));
    }
    return reads;
  }

  private List<String> stored(int entities, List<String> keys) {
    return keys.isEmpty()
        ? List.of() // MGET of nothing is an error.
        : answer(
            "reading features of " + entities + " entities",
            () -> client.mget(keys.toArray(String[]::new)));
  }

  /**
   * Names the server as it runs now: another name after each start.
   *
   * @throws StoreUnavailableException when the server does not answer, or is still loading
   */
  public String serverRun() {
    return answer("asking which run of the server this is", () -> runId(client.info("server")));
  }

  /**
   * Whether any process has filled the cache since that run of the server began. A server that
   * starts from a snapshot holds values from before it stopped, older than what was written to
   * Postgres in between, and is not filled.
   */
  public boolean isFilled(String run) {
    return answer("checking whether it is filled", () -> run.equals(client.get(RUN_KEY)));
  }

  /** Lets every process know that the cache was filled in that run of the server. */
  public void markFilled(String run) {
    answer("noting that it is filled", () -> client.set(RUN_KEY, run));
  }

  /** How long values stay after they were written. */
  public Duration timeToLive() {
    return timeToLive;
  }

  private static String runId(String info) {
    return info.lines()
        .filter(line -> line.startsWith("run_id:"))
        .findFirst()
        .orElseThrow(() -> new JedisException("the server does not tell its run_id"));
  }

  private <T> T answer(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (JedisConnectionException e) {
      // The other idle connections are as dead as this one; each would fail a call of its own.
      client.getPool().clear();
      throw new StoreUnavailableException("redis: " + doing + " failed", e);
    } catch (JedisException e) {
      throw new StoreUnavailableException("redis: " + doing + " failed", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
