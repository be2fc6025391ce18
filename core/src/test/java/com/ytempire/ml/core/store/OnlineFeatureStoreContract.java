package com.ytempire.ml.core.store;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.EMBEDDING;
import static com.ytempire.ml.core.store.FeatureFixtures.RATE;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.TIER;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.withVersion;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every online feature store does. Tests use entities of their own and share one store. */
public abstract class OnlineFeatureStoreContract {
  /** Time at which every store under test is read: one minute after {@link FeatureFixtures#AT}. */
  protected static final Clock CLOCK = Clock.fixed(AT.plusSeconds(60), ZoneOffset.UTC);

  protected abstract OnlineFeatureStore store();

  @Test
  void givesBackWhatWasWritten() {
    EntityKey entity = video("given-back");

    store().write(SCHEMA, List.of(write(entity, "e1", AT, 0.1 + 0.2, 3, 0.1f, -2.5e-8f, 3e20f)));

    FeatureRead read = store().read(entity, SCHEMA.columns());
    assertThat(read.entity()).isEqualTo(entity);
    assertThat(read.degradedBecause()).isNull();
    Instant now = CLOCK.instant();
    assertThat(read.values())
        .containsExactly(
            FeatureRead.Value.found(RATE, 0.1 + 0.2, null, AT, "e1", now),
            FeatureRead.Value.found(TIER, 3, null, AT, "e1", now),
            FeatureRead.Value.found(
                EMBEDDING, Double.NaN, new float[] {0.1f, -2.5e-8f, 3e20f}, AT, "e1", now));
  }

  @Test
  void keepsTheNewestWhateverTheOrderOfArrival() {
    EntityKey entity = video("out-of-order");

    store().write(SCHEMA, List.of(write(entity, "b", AT, 2, 2)));
    store().write(SCHEMA, List.of(write(entity, "a", AT.minusMillis(1), 1, 1)));
    assertThat(rate(entity)).isEqualTo(2);

    store().write(SCHEMA, List.of(write(entity, "c", AT.plusMillis(1), 3, 3)));
    assertThat(rate(entity)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "B,a", "e-1,e1", "e9,eA", "e,e1", "x,é"})
  void decidesBetweenEqualTimesByTheBytesOfTheEventId(String ids) {
    String smaller = ids.split(",")[0];
    String larger = ids.split(",")[1];
    EntityKey entity = video("equal-times-" + ids);

    store().write(SCHEMA, List.of(write(entity, larger, AT, 2, 2)));
    store().write(SCHEMA, List.of(write(entity, smaller, AT, 1, 1)));

    assertThat(rate(entity)).isEqualTo(2);
  }

  @Test
  void ordersTimesBeforeTheEpochAndFarInTheFuture() {
    EntityKey entity = video("far-times");

    store()
        .write(
            SCHEMA, List.of(write(entity, "z", Instant.parse("1969-12-31T23:59:59.999Z"), 1, 1)));
    store()
        .write(
            SCHEMA, List.of(write(entity, "a", Instant.parse("3000-01-01T00:00:00.123Z"), 2, 2)));
    store().write(SCHEMA, List.of(write(entity, "b", AT, 3, 3)));

    FeatureRead.Value value = store().read(entity, List.of(RATE)).values().get(0);
    assertThat(value.number()).isEqualTo(2);
    assertThat(value.computedAt()).isEqualTo(Instant.parse("3000-01-01T00:00:00.123Z"));
  }

  @Test
  void takesAWriteAgainWithoutChangingAnything() {
    EntityKey entity = video("again");
    List<FeatureWrite> batch =
        List.of(write(entity, "a", AT.minusSeconds(5), 1, 1), write(entity, "b", AT, 2, 2));

    store().write(SCHEMA, batch);
    FeatureRead first = store().read(entity, SCHEMA.columns());
    store().write(SCHEMA, batch);
    store().write(SCHEMA, batch.subList(0, 1));

    assertThat(store().read(entity, SCHEMA.columns())).isEqualTo(first);
  }

  @Test
  void takesSeveralWritesOfOneEntityInABatchInAnyOrder() {
    EntityKey entity = video("in-one-batch");

    store()
        .write(
            SCHEMA,
            List.of(
                write(entity, "b", AT, 2, 2),
                write(entity, "d", AT.plusMillis(2), 4, 4),
                write(entity, "c", AT.plusMillis(1), 3, 3),
                write(entity, "a", AT, 1, 1)));

    assertThat(rate(entity)).isEqualTo(4);
  }

  @Test
  void letsANullReplaceAnOlderNumber() {
    EntityKey entity = video("nulls");
    store().write(SCHEMA, List.of(write(entity, "a", AT, 1, 1, 1f, 2f, 3f)));

    store().write(SCHEMA, List.of(write(entity, "b", AT.plusMillis(1), Double.NaN, Double.NaN)));

    assertThat(store().read(entity, SCHEMA.columns()).values())
        .allSatisfy(
            value -> {
              assertThat(value.status()).isEqualTo(FeatureStatus.PRESENT);
              assertThat(value.number()).isNaN();
              assertThat(value.embedding()).isNull();
              assertThat(value.eventId()).isEqualTo("b");
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
  void storesWhatIsNotFiniteAsNull(double number) {
    EntityKey entity = video("not-finite-" + number);

    store().write(SCHEMA, List.of(write(entity, "a", AT, number, number)));

    assertThat(rate(entity)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, 1, -1, 1e-300, 4.9e-324, 1.7976931348623157e308, 9007199254740993e3, 1.0 / 3})
  void keepsEveryBitOfANumber(double number) {
    EntityKey entity = video("bits-" + number);

    store().write(SCHEMA, List.of(write(entity, "a", AT, number, Math.rint(number))));

    assertThat(store().read(entity, List.of(RATE, TIER)).values())
        .extracting(FeatureRead.Value::number)
        .containsExactly(number, Math.rint(number));
  }

  @Test
  void keepsEveryBitOfAnEmbedding() {
    long seed = 20261122;
    var random = new Random(seed);
    FeatureSchema wide = FeatureFixtures.wideSchema(384);
    float[] embedding = new float[384];
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = Float.intBitsToFloat(random.nextInt() & 0xbf7fffff);
    }
    EntityKey entity = video("embedding");

    store()
        .write(
            wide,
            List.of(
                new FeatureWrite(entity, "a", AT, AT, new double[0], new float[][] {embedding})));

    assertThat(store().read(entity, wide.columns()).values().get(0).embedding())
        .as("seed %d", seed)
        .isEqualTo(embedding);
  }

  @Test
  void saysMissingForWhatWasNeverWritten() {
    FeatureRead read = store().read(video("never-written"), SCHEMA.columns());

    assertThat(read.values())
        .containsExactly(
            FeatureRead.Value.missing(RATE),
            FeatureRead.Value.missing(TIER),
            FeatureRead.Value.missing(EMBEDDING));
  }

  @Test
  void doesNotMixVersionsOfADefinition() {
    EntityKey entity = video("versions");
    FeatureSchema second = withVersion(SCHEMA, 2);
    store().write(SCHEMA, List.of(write(entity, "a", AT, 1, 1)));

    assertThat(store().read(entity, second.columns()).values())
        .extracting(FeatureRead.Value::status)
        .containsOnly(FeatureStatus.MISSING);

    store().write(second, List.of(write(entity, "a", AT.minusSeconds(9), 2, 2)));
    assertThat(store().read(entity, second.columns()).values().get(0).number()).isEqualTo(2);
  }

  @Test
  void saysStaleOnceAValueIsOlderThanItsTtl() {
    EntityKey entity = video("ttl");
    Instant now = CLOCK.instant();

    store().write(SCHEMA, List.of(write(entity, "a", now.minus(RATE.ttl()), 1, 1)));
    assertThat(status(entity)).isEqualTo(FeatureStatus.PRESENT);

    EntityKey older = video("ttl-older");
    store().write(SCHEMA, List.of(write(older, "a", now.minus(RATE.ttl()).minusMillis(1), 1, 1)));
    assertThat(status(older)).isEqualTo(FeatureStatus.STALE);
    assertThat(store().read(older, List.of(RATE)).values().get(0).age())
        .isEqualTo(RATE.ttl().plus(Duration.ofMillis(1)));
  }

  @Test
  void readsColumnsInTheOrderAskedFor() {
    EntityKey entity = video("order-of-columns");
    store().write(SCHEMA, List.of(write(entity, "a", AT, 1, 2)));

    assertThat(store().read(entity, List.of(TIER, RATE, TIER)).values())
        .extracting(FeatureRead.Value::number)
        .containsExactly(2.0, 1.0, 2.0);
    assertThat(store().read(entity, List.of()).values()).isEmpty();
  }

  @Test
  void readsManyEntitiesInTheOrderAskedFor() {
    EntityKey first = video("many-1");
    EntityKey second = video("many-2");
    EntityKey absent = video("many-absent");
    store()
        .write(
            SCHEMA,
            List.of(
                write(first, "a", AT, 1, 11, 1f, 2f, 3f),
                write(second, "b", AT.plusMillis(1), 2, 22)));
    List<EntityKey> entities = List.of(second, absent, first, second);

    List<FeatureRead> reads = store().readAll(entities, List.of(TIER, EMBEDDING, RATE));

    assertThat(reads)
        .isEqualTo(
            entities.stream()
                .map(entity -> store().read(entity, List.of(TIER, EMBEDDING, RATE)))
                .toList());
    assertThat(reads).extracting(FeatureRead::entity).isEqualTo(entities);
    assertThat(reads)
        .extracting(read -> read.values().get(0).number())
        .containsExactly(22.0, Double.NaN, 11.0, 22.0);
  }

  @Test
  void readsEntitiesOfSeveralTypesEachWithItsOwnColumns() {
    EntityKey video = video("typed");
    var channel = new EntityKey(EntityKey.CHANNEL, "typed");
    FeatureColumn uploads = FeatureFixtures.column(EntityKey.CHANNEL, "uploads", 0);
    // A name that two types have: each entity gets the value of its own type.
    FeatureColumn rate = FeatureFixtures.column(EntityKey.CHANNEL, RATE.name(), 1);
    var channels = new FeatureSchema(EntityKey.CHANNEL, List.of(uploads, rate));
    store().write(SCHEMA, List.of(write(video, "a", AT, 1, 2)));
    double[] numbers = {7, 8};
    store()
        .write(channels, List.of(new FeatureWrite(channel, "b", AT, AT, numbers, new float[0][])));

    List<FeatureRead> reads =
        store().readAll(List.of(video, channel), List.of(RATE, uploads, TIER, rate));

    assertThat(reads.get(0).values())
        .extracting(FeatureRead.Value::number)
        .containsExactly(1.0, Double.NaN, 2.0, Double.NaN);
    assertThat(reads.get(1).values())
        .extracting(FeatureRead.Value::number)
        .containsExactly(Double.NaN, 7.0, Double.NaN, 8.0);
    assertThat(reads.get(0).values().get(1)).isEqualTo(FeatureRead.Value.missing(uploads));
  }

  @Test
  void readsNothingOfNobody() {
    assertThat(store().readAll(List.of(), SCHEMA.columns())).isEmpty();
    assertThat(store().readAll(List.of(video("nobody")), List.of()))
        .singleElement()
        .satisfies(read -> assertThat(read.values()).isEmpty());
    var channel = new EntityKey(EntityKey.CHANNEL, "nobody");
    assertThat(store().read(channel, List.of(RATE)).values())
        .containsExactly(FeatureRead.Value.missing(RATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"US|abc", "a:b:c", "名前 ☃ 🎬", "it's \"quoted\"\\ {,}", "tab\there"})
  void takesAnyEntityAndEventId(String id) {
    EntityKey entity = video(id);

    store().write(SCHEMA, List.of(write(entity, id, AT, 1, 1)));
    store().write(SCHEMA, List.of(write(entity, id, AT, 7, 7)));

    FeatureRead.Value value = store().read(entity, List.of(RATE)).values().get(0);
    assertThat(value.number()).isEqualTo(7);
    assertThat(value.eventId()).isEqualTo(id);
  }

  @Test
  void refusesWhatNoServerTakes() {
    assertRefused(write(video("x".repeat(256)), "a", AT, 1, 1));
    assertRefused(write(video("nul\0"), "a", AT, 1, 1));
    assertRefused(write(video(""), "a", AT, 1, 1));
    assertRefused(write(video("far"), "a", Instant.parse("+10000-01-01T00:00:00Z"), 1, 1));
    assertRefused(write(new EntityKey(EntityKey.CHANNEL, "c"), "a", AT, 1, 1));
    assertRefused(new FeatureWrite(video("narrow"), "a", AT, AT, new double[1], new float[1][]));
  }

  @Test
  void takesThousandsOfEntitiesInOneBatch() {
    List<FeatureWrite> batch =
        IntStream.range(0, 3000)
            .mapToObj(i -> write(video("bulk-" + i), "e" + i, AT.plusMillis(i), i, i))
            .toList();

    store().write(SCHEMA, batch);
    store().write(SCHEMA, List.of());

    for (int i : new int[] {0, 1, 999, 1000, 2999}) {
      assertThat(rate(video("bulk-" + i))).isEqualTo(i);
    }
  }

  @Test
  void endsWithTheNewestWhenManyWriteTheSameEntities() throws Exception {
    long seed = 7;
    int writers = 6;
    ExecutorService executor = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        var random = new Random(seed + writer);
        tasks.add(() -> writeShuffled(random));
      }
      for (Future<Boolean> done : executor.invokeAll(tasks, 120, TimeUnit.SECONDS)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      executor.shutdownNow();
    }

    for (int i = 0; i < 20; i++) {
      assertThat(rate(video("contended-" + i))).as("seed %d, entity %d", seed, i).isEqualTo(30);
    }
  }

  /** Each writer sends versions 1 to 30 of 20 entities, in an order of its own. */
  private boolean writeShuffled(Random random) {
    List<FeatureWrite> writes = new ArrayList<>();
    for (int entity = 0; entity < 20; entity++) {
      for (int i = 1; i <= 30; i++) {
        writes.add(write(video("contended-" + entity), "e" + i, AT.plusMillis(i), i, i));
      }
    }
    Collections.shuffle(writes, random);
    for (int from = 0; from < writes.size(); from += 50) {
      store().write(SCHEMA, writes.subList(from, from + 50));
    }
    return true;
  }

  private void assertRefused(FeatureWrite write) {
    List<FeatureWrite> batch = List.of(write(video("beside-refused"), "a", AT, 1, 1), write);
    assertThatThrownBy(() -> store().write(SCHEMA, batch))
        .isInstanceOf(StoreRefusedException.class);
  }

  protected double rate(EntityKey entity) {
    return store().read(entity, List.of(RATE)).values().get(0).number();
  }

  private FeatureStatus status(EntityKey entity) {
    return store().read(entity, List.of(RATE)).values().get(0).status();
  }
}
