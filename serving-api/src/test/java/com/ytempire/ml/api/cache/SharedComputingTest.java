package com.ytempire.ml.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.cache.CacheAnswer.Origin;
import com.ytempire.ml.api.cache.CacheStatistics.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Caches of several processes that share one server. */
class SharedComputingTest {
  record Word(String text) {}

  private static final Duration LONG = Duration.ofSeconds(30);

  /** A server in memory, with its lock, that can be away. */
  private static final class Server implements CacheLevel, AnswerLock {
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    @Override
    public String name() {
      return "redis";
    }

    @Override
    public String level() {
      return "redis";
    }

    @Override
    public Optional<String> get(String key) {
      requireThere();
      return Optional.ofNullable(texts.get(key));
    }

    @Override
    public void put(String key, String value, Duration ttl) {
      requireThere();
      texts.put(key, value);
    }

    @Override
    public Look take(String key, String token, Duration heldFor) {
      requireThere();
      return new Look(holders.putIfAbsent(key, token) == null, Optional.ofNullable(texts.get(key)));
    }

    @Override
    public void release(String key, String token) {
      requireThere();
      holders.remove(key, token);
    }

    private void requireThere() {
      asked.incrementAndGet();
      if (away) {
        throw new IllegalStateException("away");
      }
    }
  }

  private final Server server = new Server();
  private final AtomicInteger computed = new AtomicInteger();

  private MultiLevelCache<Word> cache(Duration waitAtMost, Executor executor) {
    return cache(waitAtMost, executor, LONG);
  }

  private MultiLevelCache<Word> cache(Duration waitAtMost, Executor executor, Duration patience) {
    return new MultiLevelCache<>(
        new CacheSettings(
            Duration.ofHours(1), Duration.ofDays(1), Duration.ofSeconds(1), 100, patience),
        new CacheCodec<>(new ObjectMapper(), Word.class),
        word -> !word.text().startsWith("poor"),
        List.of(server),
        new SharedComputing(server, LONG, waitAtMost, Duration.ofMillis(2)),
        executor,
        Clock.systemUTC());
  }

  private CompletableFuture<CacheAnswer<Word>> ask(
      MultiLevelCache<Word> cache, CompletableFuture<Word> made) {
    return cache.get(
        "k",
        CacheControl.ANY,
        () -> {
          computed.incrementAndGet();
          return made;
        });
  }

  private static CompletableFuture<Word> word(String text) {
    return CompletableFuture.completedFuture(new Word(text));
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void waitsForTheAnswerThatAnotherProcessComputes() throws Exception {
    var slow = new CompletableFuture<Word>();
    MultiLevelCache<Word> first = cache(LONG, Runnable::run);
    MultiLevelCache<Word> second = cache(LONG, Runnable::run);

    var here = ask(first, slow);
    var there = ask(second, word("two"));
    assertThat(there).isNotDone();
    slow.complete(new Word("one"));

    assertThat(get(here).origin()).isEqualTo(Origin.COMPUTED);
    assertThat(get(there).value()).isEqualTo(new Word("one"));
    assertThat(get(there).origin()).isEqualTo(Origin.CACHED);
    assertThat(computed).hasValue(1);
    assertThat(first.statistics().of(CacheStatistics.LOCK, Event.MISS)).isEqualTo(1);
    assertThat(second.statistics().of(CacheStatistics.LOCK, Event.HIT)).isEqualTo(1);
    assertThat(server.holders).isEmpty();
  }

  @Test
  void computesByItselfWhenTheOtherTakesTooLong() throws Exception {
    var never = new CompletableFuture<Word>();
    var first = ask(cache(LONG, Runnable::run), never);
    MultiLevelCache<Word> second = cache(Duration.ofMillis(20), Runnable::run);

    assertThat(get(ask(second, word("two"))).value()).isEqualTo(new Word("two"));

    assertThat(second.statistics().of(CacheStatistics.LOCK, Event.LATE)).isEqualTo(1);
    assertThat(server.holders).as("the lock is the other's").hasSize(1);
    assertThat(first).isNotDone();
  }

  @Test
  void computesByItselfWhenTheOthersAnswerIsNotKept() throws Exception {
    var poor = new CompletableFuture<Word>();
    var first = ask(cache(LONG, Runnable::run), poor);
    var second = ask(cache(LONG, Runnable::run), word("two"));

    poor.complete(new Word("poor"));

    assertThat(get(first).value()).isEqualTo(new Word("poor"));
    assertThat(get(second).value()).isEqualTo(new Word("two"));
    assertThat(server.holders).isEmpty();
  }

  @Test
  void computesByItselfWhenTheOtherFails() throws Exception {
    var bad = new CompletableFuture<Word>();
    var first = ask(cache(LONG, Runnable::run), bad);
    var second = ask(cache(LONG, Runnable::run), word("two"));

    bad.completeExceptionally(new IllegalArgumentException("no model"));

    assertThatThrownBy(() -> get(first)).hasRootCauseMessage("no model");
    assertThat(get(second).value()).isEqualTo(new Word("two"));
    assertThat(server.holders).isEmpty();
  }

  @Test
  void goesOnWithoutTheServerAndAsksItOnlyOncePerRequest() throws Exception {
    server.away = true;
    MultiLevelCache<Word> cache = cache(LONG, Runnable::run);

    assertThat(get(ask(cache, word("one"))).value()).isEqualTo(new Word("one"));

    assertThat(server.asked).as("one read, one write, no lock").hasValue(2);
  }

  @Test
  void goesOnWhenTheServerGoesAwayWhileItWaits() throws Exception {
    var never = new CompletableFuture<Word>();
    var first = ask(cache(LONG, Runnable::run), never);
    MultiLevelCache<Word> second = cache(LONG, Runnable::run);
    var waiting = ask(second, word("two"));

    server.away = true;

    assertThat(get(waiting).value()).isEqualTo(new Word("two"));
    assertThat(second.statistics().of(CacheStatistics.LOCK, Event.ERROR)).isEqualTo(1);
    assertThat(first).isNotDone();
  }

  @Test
  void goesOnWhenThereIsNoRoomToLookAgain() throws Exception {
    var never = new CompletableFuture<Word>();
    var first = ask(cache(LONG, Runnable::run), never);
    var room = new AtomicInteger(1);

    var second =
        ask(
            cache(
                LONG,
                work -> {
                  if (room.getAndDecrement() <= 0) {
                    throw new RejectedExecutionException("full");
                  }
                  work.run();
                }),
            word("two"));

    assertThat(get(second).value()).isEqualTo(new Word("two"));
    assertThat(first).isNotDone();
  }

  @Test
  void findsTheAnswerThatWasKeptBetweenItsTwoLooks() throws Exception {
    MultiLevelCache<Word> first = cache(LONG, Runnable::run);
    var between =
        new CacheLevel() {
          @Override
          public String name() {
            return "redis";
          }

          @Override
          public Optional<String> get(String key) {
            Optional<String> nothing = server.get(key);
            var unused = ask(first, word("one"));
            return nothing;
          }

          @Override
          public void put(String key, String value, Duration ttl) {
            server.put(key, value, ttl);
          }
        };
    var second =
        new MultiLevelCache<>(
            new CacheSettings(
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofSeconds(1),
                100,
                Duration.ofSeconds(30)),
            new CacheCodec<>(new ObjectMapper(), Word.class),
            word -> true,
            List.of(between),
            new SharedComputing(server, LONG, LONG, Duration.ofMillis(2)),
            Runnable::run,
            Clock.systemUTC());

    assertThat(get(ask(second, word("two"))).value()).isEqualTo(new Word("one"));

    assertThat(computed).hasValue(1);
    assertThat(server.holders).isEmpty();
  }

  @Test
  void aLookThatComesTooLateGivesItsLockBack() throws Exception {
    var waiting = new LinkedBlockingQueue<Runnable>();
    MultiLevelCache<Word> cache = cache(LONG, waiting::add, Duration.ofMillis(1));

    CacheAnswer<Word> answer = get(ask(cache, word("by itself")));
    for (Runnable late = waiting.poll(); late != null; late = waiting.poll()) {
      late.run();
    }

    assertThat(answer.origin()).isEqualTo(Origin.COMPUTED);
    assertThat(server.texts).hasSize(1);
    assertThat(server.holders).isEmpty();
  }
}
