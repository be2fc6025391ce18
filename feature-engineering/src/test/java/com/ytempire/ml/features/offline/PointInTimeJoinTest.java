package com.ytempire.ml.features.offline;

import static com.ytempire.ml.features.offline.OfflineFixtures.NOON;
import static com.ytempire.ml.features.offline.OfflineFixtures.RATE;
import static com.ytempire.ml.features.offline.OfflineFixtures.SCHEMA;
import static com.ytempire.ml.features.offline.OfflineFixtures.TIER;
import static com.ytempire.ml.features.offline.OfflineFixtures.column;
import static com.ytempire.ml.features.offline.OfflineFixtures.video;
import static com.ytempire.ml.features.offline.OfflineFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.features.offline.PointInTimeJoin.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PointInTimeJoinTest {
  @TempDir Path root;
  private OfflineFeatureStore store;
  private PointInTimeJoin join;

  @BeforeEach
  void open() {
    store = OfflineFeatureStore.at(root);
    join = new PointInTimeJoin(store);
  }

  @Test
  void takesTheNewestValueUpToTheLabelIncludingItsOwnInstant() throws IOException {
    append(
        write("a", "e1", NOON.minusSeconds(60), NOON.minusSeconds(60), 1),
        write("a", "e2", NOON, NOON, 2),
        write("a", "e3", NOON.plusMillis(1), NOON.plusMillis(1), 3));

    assertThat(rate("a", NOON)).isEqualTo(2);
    assertThat(rate("a", NOON.minusMillis(1))).isEqualTo(1);
    assertThat(rate("a", NOON.plusSeconds(1))).isEqualTo(3);
  }

  @Test
  void doesNotSeeWhatBecameKnownAfterTheLabel() throws IOException {
    append(
        write("a", "e1", NOON.minusSeconds(60), NOON.minusSeconds(60), 1),
        write("a", "e2", NOON.minusSeconds(30), NOON.plusMillis(1), 2));

    assertThat(rate("a", NOON)).isEqualTo(1);
    assertThat(rate("a", NOON.plusMillis(1))).isEqualTo(2);
  }

  @Test
  void flagsWhatIsOlderThanItsTtlAsMissing() throws IOException {
    append(write("a", "e1", NOON, NOON, 1));

    assertThat(rate("a", NOON.plus(RATE.ttl()))).isEqualTo(1);
    assertThat(status("a", NOON.plus(RATE.ttl()).plusMillis(1))).isEqualTo(FeatureStatus.MISSING);
    assertThat(status("never-seen", NOON)).isEqualTo(FeatureStatus.MISSING);
  }

  @Test
  void takesAComputedNullForAValue() throws IOException {
    append(
        write("a", "e1", NOON.minusSeconds(1), NOON, 1), write("a", "e2", NOON, NOON, Double.NaN));

    assertThat(status("a", NOON)).isEqualTo(FeatureStatus.PRESENT);
    assertThat(rate("a", NOON)).isNaN();
  }

  @Test
  void looksPastRowsThatWereWrittenBeforeTheFeatureExisted() throws IOException {
    var later =
        new FeatureSchema("video", List.of(RATE, column("added", 1, ValueKind.NUMBER, 1, 1)));
    append(write("a", "e2", NOON, NOON, 5));
    store.append(
        later,
        "later",
        List.of(
            new FeatureWrite(
                video("a"),
                "e1",
                NOON.minusSeconds(9),
                NOON,
                new double[] {4, 7},
                new float[0][])));

    FeatureRead read = join.join(later, List.of(new Label(video("a"), NOON))).get(0);

    assertThat(read.values()).extracting(FeatureRead.Value::number).containsExactly(5.0, 7.0);
  }

  @Test
  void keepsTheOrderAndTheRepeatsOfLabels() throws IOException {
    append(write("a", "e1", NOON, NOON, 1), write("b", "e2", NOON, NOON, 2));
    var a = new Label(video("a"), NOON);
    var b = new Label(video("b"), NOON.plusSeconds(3));

    List<FeatureRead> reads = join.join(SCHEMA, List.of(b, a, b));

    assertThat(reads)
        .extracting(FeatureRead::entity)
        .containsExactly(video("b"), video("a"), video("b"));
    assertThat(reads.get(0).values().get(0))
        .isEqualTo(FeatureRead.Value.found(RATE, 2, null, NOON, "e2", NOON.plusSeconds(3)));
    assertThat(join.join(SCHEMA, List.of())).isEmpty();
  }

  @Test
  void refusesLabelsOfAnotherType() {
    var label = new Label(new EntityKey("channel", "c"), NOON);

    assertThatThrownBy(() -> join.join(SCHEMA, List.of(label)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithLookingAtEveryRow() throws IOException {
    long seed = 20261122;
    var random = new Random(seed);
    List<FeatureWrite> writes = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      Instant at = NOON.plusSeconds(random.nextInt(10 * 86_400));
      Instant known = at.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(86_400) : 0);
      double rate = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(1000);
      writes.add(write("v" + random.nextInt(30), "e" + i, at, known, rate));
    }
    for (int from = 0; from < writes.size(); from += 1000) {
      store.append(SCHEMA, "b" + from, writes.subList(from, from + 1000));
    }
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      Instant at = NOON.plusSeconds(random.nextInt(12 * 86_400));
      labels.add(new Label(video("v" + random.nextInt(32)), at));
    }

    List<FeatureRead> reads = join.join(SCHEMA, labels);

    int missing = 0;
    for (int i = 0; i < labels.size(); i++) {
      FeatureWrite expected = bruteForce(writes, labels.get(i));
      FeatureRead.Value rate = reads.get(i).values().get(0);
      FeatureRead.Value tier = reads.get(i).values().get(2);
      missing += expected == null ? 1 : 0;
      assertThat(rate.eventId())
          .as("seed %d, label %d", seed, i)
          .isEqualTo(expected == null ? null : expected.eventId());
      assertThat(List.of(rate.number(), tier.number()))
          .as("seed %d, label %d", seed, i)
          .isEqualTo(
              expected == null
                  ? List.of(Double.NaN, Double.NaN)
                  : List.of(expected.numbers()[RATE.slot()], expected.numbers()[TIER.slot()]));
    }
    // The comparison says something only if both outcomes are in it.
    assertThat(missing).isBetween(100, 1900);
  }

  private static FeatureWrite bruteForce(List<FeatureWrite> writes, Label label) {
    FeatureWrite newest = null;
    for (FeatureWrite write : writes) {
      Duration age = Duration.between(write.eventTime(), label.at());
      if (write.entity().equals(label.entity())
          && !age.isNegative()
          && age.compareTo(RATE.ttl()) <= 0
          && !write.knownAt().isAfter(label.at())
          && (newest == null || write.isAfter(newest))) {
        newest = write;
      }
    }
    return newest;
  }

  private void append(FeatureWrite... writes) throws IOException {
    store.append(SCHEMA, "batch", List.of(writes));
  }

  private double rate(String id, Instant at) throws IOException {
    return value(id, at).number();
  }

  private FeatureStatus status(String id, Instant at) throws IOException {
    return value(id, at).status();
  }

  private FeatureRead.Value value(String id, Instant at) throws IOException {
    return join.join(SCHEMA, List.of(new Label(video(id), at))).get(0).values().get(0);
  }
}
