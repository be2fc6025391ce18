package com.ytempire.ml.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.cache.CacheAnswer.Origin;
import com.ytempire.ml.api.cache.CacheStatistics.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiLevelCacheTest {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  record Word(String text) {}

  /** Time that a test moves. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2025-01-10T10:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  /** A level in memory that can be away. */
  private static final class MapLevel implements CacheLevel {
    private final String name;
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, Duration> ttls = new ConcurrentHashMap<>();
    private boolean away;

    MapLevel(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
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
      ttls.put(key, ttl);
    }

    private void requireThere() {
      if (away) {
        throw new IllegalStateException("away");
      }
    }
  }

  private final HandClock clock = new HandClock();
  private final MapLevel redis = new MapLevel("redis");
  private final MapLevel s3 = new MapLevel("s3");
  private final AtomicInteger computed = new AtomicInteger();

  private MultiLevelCache<Word> cache() {
    return new MultiLevelCache<>(
        new CacheSettings(
            Duration.ofHours(1), Duration.ofDays(1), Duration.ofSeconds(1), 100, PATIENCE),
        new CacheCodec<>(new ObjectMapper(), Word.class),
        word -> !word.text().startsWith("poor"),
        List.of(redis, s3),
        Runnable::run,
        clock);
  }

  private CompletableFuture<Word> compute(String text) {
    computed.incrementAndGet();
    return CompletableFuture.completedFuture(new Word(text));
  }

  private CompletableFuture<Word> fail() {
    computed.incrementAndGet();
    return CompletableFuture.failedFuture(new IllegalArgumentException("no model"));
  }

  private CacheAnswer<Word> get(MultiLevelCache<Word> cache, String text) {
    return cache.get("k", CacheControl.ANY, () -> compute(text)).join();
  }

  private static CacheAnswer<Word> answer(String text, Instant at, Origin origin) {
    return new CacheAnswer<>(new Word(text), at, origin);
  }

  @Test
  void givesAFreshAnswerAgainAndKeepsItInEveryLevel() {
    MultiLevelCache<Word> cache = cache();
    Instant made = clock.instant();

    assertThat(get(cache, "one")).isEqualTo(answer("one", made, Origin.COMPUTED));
    clock.pass(Duration.ofMinutes(59));
    assertThat(get(cache, "two")).isEqualTo(answer("one", made, Origin.CACHED));

    assertThat(redis.texts)
        .containsExactly(
            Map.entry("k", "{\"text\":\"one\",\"cached_at\":\"2025-01-10T10:00:00Z\"}"));
    assertThat(redis.ttls).containsEntry("k", Duration.ofDays(1));
    assertThat(s3.texts).isEqualTo(redis.texts);
    assertThat(cache.statistics().of("memory", Event.HIT)).isEqualTo(1);
    assertThat(cache.statistics().of(CacheStatistics.REQUESTS, Event.MISS)).isEqualTo(1);
  }

  @Test
  void computesAgainWhenTheAnswerIsNoLongerFresh() {
    MultiLevelCache<Word> cache = cache();
    get(cache, "one");
    clock.pass(Duration.ofHours(1));

    assertThat(get(cache, "two").value()).isEqualTo(new Word("two"));
    assertThat(get(cache, "three").value()).isEqualTo(new Word("two"));
  }

  @Test
  void anotherProcessFindsTheAnswerInRedisAndInS3() {
    get(cache(), "one");

    assertThat(get(cache(), "two").value()).isEqualTo(new Word("one"));

    redis.texts.clear();
    MultiLevelCache<Word> third = cache();
    assertThat(get(third, "three").origin()).isEqualTo(Origin.CACHED);
    assertThat(third.statistics().of("redis", Event.MISS)).isEqualTo(1);
    assertThat(third.statistics().of("s3", Event.HIT)).isEqualTo(1);
    assertThat(redis.ttls).containsEntry("k", Duration.ofHours(1));
    assertThat(computed).hasValue(1);
  }

  @Test
  void computesOnceForRequestsThatComeAtTheSameTime() {
    MultiLevelCache<Word> cache = cache();
    var slow = new CompletableFuture<Word>();
    List<CompletableFuture<CacheAnswer<Word>>> answers = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      answers.add(
          cache.get(
              "k",
              CacheControl.ANY,
              () -> {
                computed.incrementAndGet();
                return slow;
              }));
    }
    answers.get(0).cancel(true);
    slow.complete(new Word("one"));

    assertThat(answers.subList(1, 20))
        .allSatisfy(answer -> assertThat(answer.join().value()).isEqualTo(new Word("one")));
    assertThat(computed).hasValue(1);
    assertThat(cache.statistics().of(CacheStatistics.COMPUTATIONS, Event.HIT)).isEqualTo(19);
    get(cache, "two");
    assertThat(computed).hasValue(1);
  }

  @Test
  void noCacheComputesAnewAndKeepsWhatCameOut() {
    MultiLevelCache<Word> cache = cache();
    get(cache, "one");

    CacheAnswer<Word> forced = cache.get("k", CacheControl.NO_CACHE, () -> compute("two")).join();

    assertThat(forced.origin()).isEqualTo(Origin.COMPUTED);
    assertThat(get(cache, "three").value()).isEqualTo(new Word("two"));
    assertThat(redis.texts.get("k")).contains("two");
  }

  @Test
  void givesAnOldAnswerOnlyWhenNoNewOneCanBeComputed() {
    MultiLevelCache<Word> cache = cache();
    Instant made = clock.instant();
    get(cache, "one");
    clock.pass(Duration.ofHours(5));

    assertThat(cache.get("k", CacheControl.ANY, this::fail).join())
        .isEqualTo(answer("one", made, Origin.STALE));
    assertThat(cache().get("k", CacheControl.ANY, this::fail).join().origin())
        .isEqualTo(Origin.STALE);

    clock.pass(Duration.ofHours(19));
    assertThatThrownBy(() -> cache.get("k", CacheControl.ANY, this::fail).join())
        .hasRootCauseMessage("no model");
  }

  @Test
  void remembersAFailureForAMoment() {
    MultiLevelCache<Word> cache = cache();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> cache.get("k", CacheControl.ANY, this::fail).join())
          .hasRootCauseMessage("no model");
    }
    assertThat(computed).hasValue(1);

    clock.pass(Duration.ofSeconds(2));

    assertThat(get(cache, "one").value()).isEqualTo(new Word("one"));
  }

  @Test
  void aFailureThatIsThrownIsAFailureAndBlocksNobody() {
    MultiLevelCache<Word> cache = cache();

    assertThatThrownBy(
            () ->
                cache
                    .get(
                        "k",
                        CacheControl.ANY,
                        () -> {
                          throw new IllegalArgumentException("thrown");
                        })
                    .join())
        .hasRootCauseMessage("thrown");

    clock.pass(Duration.ofSeconds(2));
    assertThat(get(cache, "one").value()).isEqualTo(new Word("one"));
  }

  @Test
  void worksWithoutItsServersAndCountsThat() {
    redis.away = true;
    s3.away = true;
    MultiLevelCache<Word> cache = cache();

    assertThat(get(cache, "one").origin()).isEqualTo(Origin.COMPUTED);
    assertThat(get(cache, "two").origin()).isEqualTo(Origin.CACHED);
    assertThat(cache.statistics().of("redis", Event.ERROR)).isEqualTo(2);
  }

  @Test
  void worksWithoutRoomOnTheExecutor() {
    var cache =
        new MultiLevelCache<>(
            new CacheSettings(
                Duration.ofHours(1), Duration.ofDays(1), Duration.ofSeconds(1), 100, PATIENCE),
            new CacheCodec<>(new ObjectMapper(), Word.class),
            word -> true,
            List.of(redis),
            work -> {
              throw new RejectedExecutionException("full");
            },
            clock);

    assertThat(get(cache, "one").origin()).isEqualTo(Origin.COMPUTED);
    assertThat(get(cache, "two").origin()).isEqualTo(Origin.CACHED);
  }

  @Test
  void computesWhenItsServersAreSilent() {
    redis.texts.put("k", "{\"text\":\"kept\",\"cached_at\":\"2025-01-10T10:00:00Z\"}");
    var cache =
        new MultiLevelCache<>(
            new CacheSettings(
                Duration.ofHours(1), Duration.ofDays(1), Duration.ofSeconds(1), 100, PATIENCE),
            new CacheCodec<>(new ObjectMapper(), Word.class),
            word -> true,
            List.of(redis),
            work -> {
              // As if the server never answered.
            },
            clock);

    assertThat(cache.get("k", CacheControl.ANY, () -> compute("one")))
        .succeedsWithin(PATIENCE.plusSeconds(5))
        .isEqualTo(answer("one", clock.instant(), Origin.COMPUTED));
  }

  @Test
  void doesNotKeepWhatIsNotWorthIt() {
    MultiLevelCache<Word> cache = cache();

    get(cache, "poor");

    assertThat(get(cache, "one").origin()).isEqualTo(Origin.COMPUTED);
    assertThat(computed).hasValue(2);
  }

  @Test
  void takesWhatItCannotReadForNothing() {
    redis.texts.put("k", "{\"unknown\":1,\"cached_at\":\"2025-01-10T10:00:00Z\"}");
    s3.texts.put("k", "no JSON");

    assertThat(get(cache(), "one").origin()).isEqualTo(Origin.COMPUTED);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "absent",
      delimiter = '>',
      value = {
        "absent>ANY",
        "no-cache>NO_CACHE",
        "No-Cache , max-age=0>NO_CACHE",
        "max-age=0>ANY",
        "no-store>NO_CACHE",
        "private, no-cachet>ANY",
      })
  void readsTheHeader(String header, CacheControl control) {
    assertThat(CacheControl.of(header)).isEqualTo(control);
  }
}
