package com.ytempire.ml.features.offline;

import static com.ytempire.ml.features.offline.OfflineFixtures.NOON;
import static com.ytempire.ml.features.offline.OfflineFixtures.video;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.features.offline.PointInTimeJoin.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The join beside an oracle that looks at every row for every label and column. Times lie on a
 * coarse grid, a millisecond or a nanosecond off it, so that ties and the edges of TTLs are common;
 * rows become known late, or again; files have older or newer versions of columns.
 */
final class PointInTimeOracleTest {
  private static final long SEED = 20261123;
  private static final int WORLDS = 100;
  private static final int LABELS = 20;
  private static final Duration STEP = Duration.ofHours(6);

  /** What the files of a world may have. */
  private static final List<FeatureColumn> POOL =
      List.of(
          pooled("a", 1, 6),
          pooled("a", 2, 6),
          pooled("b", 1, 24),
          pooled("c", 1, 72),
          pooled("d", 3, 2400));

  @TempDir Path root;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> outcomes = new TreeMap<>();

  private static FeatureColumn pooled(String name, int version, int ttlHours) {
    return new FeatureColumn(
        name, name, version, "video", ValueKind.NUMBER, 0, 1, Duration.ofHours(ttlHours));
  }

  /** A row with the columns that its file has. */
  private record Row(FeatureWrite write, List<FeatureColumn> columns) {
    double value(FeatureColumn column) {
      return write.numbers()[names(columns).indexOf(name(column))];
    }

    boolean has(FeatureColumn column) {
      return names(columns).contains(name(column));
    }
  }

  private static String name(FeatureColumn column) {
    return OfflineLayout.columnName(column);
  }

  private static List<String> names(List<FeatureColumn> columns) {
    return columns.stream().map(PointInTimeOracleTest::name).toList();
  }

  @Test
  void twoThousandRandomLabelsGetWhatLookingAtEveryRowGives() throws IOException {
    System.out.println("point-in-time oracle: seed " + SEED);
    for (int world = 0; world < WORLDS; world++) {
      compare(world);
    }
    // The comparison says something only if all of this happened often.
    assertThat(outcomes.values()).as("%s", outcomes).allMatch(count -> count >= 200);
    assertThat(outcomes)
        .containsOnlyKeys("missing", "null", "older column", "tie", "unknown yet", "value");
  }

  private void compare(int world) throws IOException {
    OfflineFeatureStore store = OfflineFeatureStore.at(root.resolve("w" + world));
    List<Row> rows = new ArrayList<>();
    for (int file = 0; file < 4; file++) {
      List<FeatureColumn> columns = slots(subset());
      List<FeatureWrite> writes = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        writes.add(randomWrite(columns.size()));
      }
      store.append(new FeatureSchema("video", columns), "f" + file, writes);
      writes.forEach(write -> rows.add(new Row(write, columns)));
    }
    List<FeatureColumn> wanted = slots(subset());
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < LABELS; i++) {
      Instant at = gridTime(24).plusNanos(random.nextInt(4) == 0 ? 1 : 0);
      labels.add(new Label(video("v" + random.nextInt(4)), at));
    }
    Knowledge knowledge =
        new Knowledge(
            random.nextInt(3) == 0 ? KnownTime.EVENT_TIME : KnownTime.RECORDED,
            random.nextInt(3) == 0 ? gridTime(24) : Knowledge.RECORDED.asOf());

    List<FeatureRead> reads =
        new PointInTimeJoin(store, knowledge).join(new FeatureSchema("video", wanted), labels);

    for (int i = 0; i < labels.size(); i++) {
      for (FeatureColumn column : wanted) {
        FeatureRead.Value value = reads.get(i).values().get(wanted.indexOf(column));
        Row expected = oracle(rows, labels.get(i), column, knowledge);
        assertThat(value)
            .as("seed %d, world %d, label %d, column %s", SEED, world, i, name(column))
            .isEqualTo(
                expected == null
                    ? FeatureRead.Value.missing(column)
                    : FeatureRead.Value.found(
                        column,
                        expected.value(column),
                        null,
                        expected.write.eventTime(),
                        expected.write.eventId(),
                        labels.get(i).at()));
      }
    }
  }

  private Row oracle(List<Row> rows, Label label, FeatureColumn column, Knowledge knowledge) {
    Row newest = null;
    for (Row row : rows) {
      FeatureWrite write = row.write;
      Duration age = Duration.between(write.eventTime(), label.at());
      if (!write.entity().equals(label.entity())
          || age.isNegative()
          || age.compareTo(column.ttl()) > 0
          || write.knownAt().isAfter(knowledge.asOf())) {
        continue;
      }
      if (knowledge.clock() == KnownTime.RECORDED && write.knownAt().isAfter(label.at())) {
        count("unknown yet");
      } else if (!row.has(column)) {
        count("older column");
      } else if (newest == null || isAfter(write, newest.write)) {
        newest = row;
      } else if (write.eventTime().equals(newest.write.eventTime())) {
        count("tie");
      }
    }
    count(newest == null ? "missing" : Double.isNaN(newest.value(column)) ? "null" : "value");
    return newest;
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  /** Of two that are alike in all three, the one that was stored later counts as after. */
  private static boolean isAfter(FeatureWrite a, FeatureWrite b) {
    return a.isAfter(b) || (!b.isAfter(a) && !a.knownAt().isBefore(b.knownAt()));
  }

  private FeatureWrite randomWrite(int width) {
    Instant at = gridTime(16);
    Instant known =
        switch (random.nextInt(4)) {
          case 0 -> at.plus(STEP.multipliedBy(random.nextInt(12)));
          case 1 -> at.minusMillis(random.nextInt(1000));
          default -> at.plusMillis(random.nextInt(3));
        };
    double[] numbers = new double[width];
    for (int i = 0; i < width; i++) {
      numbers[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(1_000_000_000);
    }
    // v0 to v2: labels ask for v3 as well, which has no rows. Ids repeat: known again, later.
    String eventId = "e" + random.nextInt(3);
    return new FeatureWrite(
        video("v" + random.nextInt(3)), eventId, at, known, numbers, new float[0][]);
  }

  private Instant gridTime(int steps) {
    return NOON.plus(STEP.multipliedBy(random.nextInt(steps))).plusMillis(random.nextInt(3) - 1);
  }

  private List<FeatureColumn> subset() {
    List<FeatureColumn> columns = new ArrayList<>();
    while (columns.isEmpty()) {
      POOL.stream().filter(column -> random.nextInt(3) > 0).forEach(columns::add);
      // One version of a name at a time, as a schema has.
      if (columns.size() > 1 && columns.get(0).name().equals(columns.get(1).name())) {
        columns.remove(random.nextInt(2));
      }
    }
    return columns;
  }

  private static List<FeatureColumn> slots(List<FeatureColumn> columns) {
    List<FeatureColumn> numbered = new ArrayList<>();
    for (FeatureColumn column : columns) {
      numbered.add(
          new FeatureColumn(
              column.name(),
              column.feature(),
              column.version(),
              column.entityType(),
              column.kind(),
              numbered.size(),
              1,
              column.ttl()));
    }
    return numbered;
  }
}
