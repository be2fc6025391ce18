package com.ytempire.ml.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.cache.CacheStatistics.Event;
import com.ytempire.ml.api.http.Outward;
import com.ytempire.ml.api.http.OutwardCalls;
import com.ytempire.ml.core.store.redis.RedisConnections;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** Two caches with connections and threads of their own, on one real Redis. */
class SharedComputingIT {
  record Word(String text) {}

  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final AtomicInteger computed = new AtomicInteger();
  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<RedisClient> clients = new ArrayList<>();
  private Jedis direct;

  @BeforeEach
  void open() {
    direct = new Jedis(SERVERS.redis().host(), SERVERS.redis().port());
    direct.flushAll();
  }

  @AfterEach
  void close() {
    threads.forEach(ExecutorService::shutdownNow);
    clients.forEach(RedisClient::close);
    direct.close();
  }

  private MultiLevelCache<Word> process(boolean sharing) {
    RedisClient redis = RedisConnections.open(SERVERS.redis(), 4);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    clients.add(redis);
    threads.add(executor);
    Outward outward = new OutwardCalls().to(OutwardCalls.REDIS);
    return new MultiLevelCache<>(
        new CacheSettings(
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofSeconds(1),
            100,
            Duration.ofSeconds(30)),
        new CacheCodec<>(new ObjectMapper(), Word.class),
        word -> true,
        List.of(new GuardedCacheLevel(new RedisCacheLevel(redis), outward)),
        sharing
            ? new SharedComputing(
                new RedisAnswerLock(redis, outward), LIMIT, LIMIT, Duration.ofMillis(5))
            : null,
        executor,
        Clock.systemUTC());
  }

  private CompletableFuture<CacheAnswer<Word>> ask(
      MultiLevelCache<Word> cache, CompletableFuture<Word> made) {
    return cache.get(
        "predictions:k",
        CacheControl.ANY,
        () -> {
          computed.incrementAndGet();
          return made;
        });
  }

  @Test
  void computeOnceForEqualRequestsAtTheSameTime() throws Exception {
    var slow = new CompletableFuture<Word>();
    MultiLevelCache<Word> one = process(true);
    MultiLevelCache<Word> other = process(true);
    List<CompletableFuture<CacheAnswer<Word>>> answers = new ArrayList<>();

    for (int i = 0; i < 5; i++) {
      answers.add(ask(one, slow));
      answers.add(ask(other, slow));
    }
    await().atMost(LIMIT).until(() -> computed.get() > 0);
    assertThat(direct.pttl("lock:predictions:k")).isBetween(1L, LIMIT.toMillis());
    slow.complete(new Word("one"));

    for (CompletableFuture<CacheAnswer<Word>> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS).value()).isEqualTo(new Word("one"));
    }
    assertThat(computed).hasValue(1);
    assertThat(
            one.statistics().of(CacheStatistics.LOCK, Event.HIT)
                + other.statistics().of(CacheStatistics.LOCK, Event.HIT))
        .isEqualTo(1);
    await().atMost(LIMIT).until(() -> !direct.exists("lock:predictions:k"));
  }

  @Test
  void leaveALockAloneThatIsAnothersByNow() {
    var lock = new RedisAnswerLock(client(), new OutwardCalls().to(OutwardCalls.REDIS));

    assertThat(lock.take("k", "a", LIMIT).isTaken()).isTrue();
    assertThat(lock.take("k", "b", LIMIT).isTaken()).isFalse();
    lock.release("k", "b");
    assertThat(lock.take("k", "b", LIMIT).isTaken()).isFalse();
    lock.release("k", "a");
    assertThat(lock.take("k", "b", LIMIT).isTaken()).isTrue();
  }

  private RedisClient client() {
    RedisClient redis = RedisConnections.open(SERVERS.redis(), 1);
    clients.add(redis);
    return redis;
  }

  @Test
  void costAnAnswerThatIsComputedOneMoreRoundTrip() throws Exception {
    Map<String, Long> without = commandsOf(process(false), "predictions:1");
    await().atMost(LIMIT).until(() -> direct.exists("predictions:1"));
    Map<String, Long> with = commandsOf(process(true), "predictions:2");

    assertThat(without).isEqualTo(Map.of("get", 1L));
    assertThat(with).isEqualTo(Map.of("get", 1L, "eval", 1L));
  }

  /** What clients send until the answer is there; the computation is when it is counted. */
  private Map<String, Long> commandsOf(MultiLevelCache<Word> cache, String key) throws Exception {
    CompletableFuture<Map<String, Long>> counted = new CompletableFuture<>();
    direct.configResetStat();

    cache
        .get(
            key,
            CacheControl.ANY,
            () -> {
              counted.complete(commands());
              return CompletableFuture.completedFuture(new Word("one"));
            })
        .get(20, TimeUnit.SECONDS);

    return counted.get(20, TimeUnit.SECONDS);
  }

  /** Calls from outside: what a script calls is not among them, nor what opens a connection. */
  private Map<String, Long> commands() {
    Map<String, Long> calls = new TreeMap<>();
    for (String line : direct.info("commandstats").split("\\R")) {
      if (line.startsWith("cmdstat_")) {
        String name = line.substring("cmdstat_".length(), line.indexOf(':'));
        String count = line.substring(line.indexOf("calls=") + 6, line.indexOf(','));
        calls.put(name, Long.parseLong(count));
      }
    }
    calls.keySet().retainAll(List.of("get", "set", "setex", "eval", "evalsha", "del"));
    long scripts = calls.getOrDefault("eval", 0L);
    calls.remove("set");
    calls.computeIfPresent("get", (name, count) -> count - scripts);
    return calls;
  }
}
