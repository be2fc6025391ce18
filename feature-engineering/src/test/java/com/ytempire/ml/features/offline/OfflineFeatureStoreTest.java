package com.ytempire.ml.features.offline;

import static com.ytempire.ml.features.offline.OfflineFixtures.NOON;
import static com.ytempire.ml.features.offline.OfflineFixtures.RATE;
import static com.ytempire.ml.features.offline.OfflineFixtures.SCHEMA;
import static com.ytempire.ml.features.offline.OfflineFixtures.TIER;
import static com.ytempire.ml.features.offline.OfflineFixtures.TITLE;
import static com.ytempire.ml.features.offline.OfflineFixtures.column;
import static com.ytempire.ml.features.offline.OfflineFixtures.video;
import static com.ytempire.ml.features.offline.OfflineFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.definition.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OfflineFeatureStoreTest {
  private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("3100-01-01T00:00:00Z");

  @TempDir Path root;
  private OfflineFeatureStore store;

  @BeforeEach
  void open() {
    store = OfflineFeatureStore.at(root);
  }

  @Test
  void givesBackWhatWasAppended() throws IOException {
    List<FeatureWrite> writes =
        List.of(
            write("US|a", "e1", NOON, NOON.plusMillis(7), 0.1 + 0.2, 1f, -2.5e-8f, 3e20f),
            write("名前 ☃", "e2", Instant.parse("1969-12-31T23:59:59.999Z"), NOON, Double.NaN),
            write("c", "e3", Instant.parse("3000-01-01T00:00:00.123Z"), NOON, -1e300 * 0 - 4));

    store.append(SCHEMA, "batch-1", writes);

    assertThat(scan(SCHEMA, BEGINNING, END)).containsExactlyInAnyOrderElementsOf(writes);
  }

  @Test
  void putsWritesIntoOneFileForEachDay() throws IOException {
    store.append(
        SCHEMA,
        "b",
        List.of(
            write("a", "e1", Instant.parse("2025-01-10T23:59:59.999Z"), NOON, 1),
            write("a", "e2", Instant.parse("2025-01-11T00:00:00.000Z"), NOON, 2)));

    assertThat(new LocalOfflineFiles(root).list("video"))
        .containsExactly(
            "video/event_date=2025-01-10/b.parquet", "video/event_date=2025-01-11/b.parquet");
  }

  @Test
  void scansFromTheFirstTimeToBeforeTheLast() throws IOException {
    List<FeatureWrite> writes =
        IntStream.range(0, 96)
            .mapToObj(i -> write("a", "e" + i, NOON.plus(Duration.ofHours(i)), NOON, i))
            .toList();
    store.append(SCHEMA, "b", writes);

    Instant from = NOON.plus(Duration.ofHours(20));
    assertThat(scan(SCHEMA, from, from.plus(Duration.ofHours(30))))
        .containsExactlyElementsOf(writes.subList(20, 50));
    assertThat(scan(SCHEMA, from.plusNanos(1), from.plus(Duration.ofHours(1)))).isEmpty();
    assertThat(scan(SCHEMA, from, from.plusNanos(1)))
        .containsExactlyElementsOf(writes.subList(20, 21));
    assertThat(scan(SCHEMA, from, from)).isEmpty();
  }

  @Test
  void opensNoFileOfAnotherDay() throws IOException {
    store.append(SCHEMA, "b", List.of(write("a", "e", NOON, NOON, 1)));
    Path other = root.resolve("video/event_date=2025-01-09/broken.parquet");
    Files.createDirectories(other.resolveSibling(""));
    Files.writeString(other, "no parquet");

    assertThat(scan(SCHEMA, NOON, NOON.plusSeconds(1))).hasSize(1);
    assertThatThrownBy(() -> scan(SCHEMA, NOON.minus(Duration.ofDays(1)), END))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void ignoresFilesThatAreNotPublished() throws IOException {
    store.append(SCHEMA, "b", List.of(write("a", "e", NOON, NOON, 1)));
    Path day = root.resolve("video/event_date=2025-01-10");
    Files.writeString(day.resolve(".b.parquet.inprogress"), "x");
    Files.writeString(day.resolve("_hidden.parquet"), "x");
    Files.writeString(root.resolve("video/stray.parquet"), "x");

    assertThat(scan(SCHEMA, BEGINNING, END)).hasSize(1);
  }

  @Test
  void readsOnlyTheColumnsAskedForInTheirLayout() throws IOException {
    store.append(SCHEMA, "b", List.of(write("a", "e", NOON, NOON, 2.5, 1f, 2f, 3f)));
    var tierAlone = new FeatureSchema("video", List.of(column("tier", 1, ValueKind.INTEGER, 0, 1)));

    assertThat(scan(tierAlone, BEGINNING, END))
        .containsExactly(
            new FeatureWrite(video("a"), "e", NOON, NOON, new double[] {2}, new float[0][]));
  }

  @Test
  void keepsVersionsOfADefinitionApart() throws IOException {
    var second = new FeatureSchema("video", List.of(column("rate", 2, ValueKind.NUMBER, 0, 1)));
    store.append(SCHEMA, "old", List.of(write("a", "e1", NOON, NOON, 1)));
    store.append(
        second,
        "new",
        List.of(new FeatureWrite(video("a"), "e2", NOON, NOON, new double[] {2}, new float[0][])));

    List<Boolean> present = new ArrayList<>();
    store.scan(second, BEGINNING, END, (row, columns) -> present.add(columns[0]));

    assertThat(present).containsExactlyInAnyOrder(true, false);
    assertThat(store.history(video("a"), second.columns().get(0), BEGINNING, END))
        .extracting(OfflineFeatureStore.Point::number)
        .containsExactly(2.0);
    assertThat(store.history(video("a"), RATE, BEGINNING, END))
        .extracting(OfflineFeatureStore.Point::number)
        .containsExactly(1.0);
  }

  @Test
  void keepsTheInputsOfVideosBesideTheirFeatures() throws IOException {
    double[] inputs = IntStream.range(0, Input.values().length).mapToDouble(i -> i * 10).toArray();
    inputs[Input.DELTA_VIEWS.ordinal()] = Double.NaN;
    store.append(SCHEMA, "b", List.of(withInputs("e", inputs)));
    var asColumns =
        new FeatureSchema(
            "video",
            List.of(
                InputColumns.column(Input.COMMENT_RATE_PER_HOUR, 0),
                InputColumns.column(Input.DELTA_VIEWS, 1),
                column("tier", 1, ValueKind.INTEGER, 2, 1)));

    List<FeatureWrite> rows = new ArrayList<>();
    store.scan(
        asColumns,
        BEGINNING,
        END,
        (row, present) -> {
          assertThat(present).containsExactly(true, true, true);
          rows.add(row);
        });

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).numbers()).containsExactly(260, Double.NaN, 7);
    assertThat(scan(SCHEMA, BEGINNING, END)).containsExactly(write("a", "e", NOON, NOON, 7));
  }

  @Test
  void findsInputsMissingInFilesFromBeforeTheyWereKept() throws IOException {
    var bytes = new ByteArrayOutputStream();
    // Files of other entity types are what those of videos once were.
    var writer = new OfflineRowWriter(new FeatureSchema("old", SCHEMA.columns()), bytes);
    writer.addElement(write("a", "e", NOON, NOON, 1));
    writer.finish();
    Path day = Files.createDirectories(root.resolve("video/event_date=2025-01-10"));
    Files.write(day.resolve("part-0.parquet"), bytes.toByteArray());
    var views = new FeatureSchema("video", List.of(InputColumns.column(Input.VIEWS, 0)));

    List<Boolean> present = new ArrayList<>();
    store.scan(views, BEGINNING, END, (row, columns) -> present.add(columns[0]));

    assertThat(present).containsExactly(false);
    assertThat(scan(SCHEMA, BEGINNING, END)).hasSize(1);
  }

  private static FeatureWrite withInputs(String eventId, double[] inputs) {
    FeatureWrite plain = write("a", eventId, NOON, NOON, 7);
    return new FeatureWrite(
        plain.entity(), eventId, NOON, NOON, plain.numbers(), plain.embeddings(), inputs);
  }

  @Test
  void replacesABatchThatIsSentAgain() throws IOException {
    List<FeatureWrite> batch = List.of(write("a", "e", NOON, NOON, 1));

    store.append(SCHEMA, "b", batch);
    store.append(SCHEMA, "b", batch);

    assertThat(scan(SCHEMA, BEGINNING, END)).hasSize(1);
  }

  @Test
  void tellsTheHistoryOfOneEntityInOrder() throws IOException {
    List<FeatureWrite> writes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      writes.add(write("a", "a" + i, NOON.minusSeconds(i * 60L), NOON, i, i, 0f, 1f));
      writes.add(write("b", "b" + i, NOON.minusSeconds(i * 60L), NOON, -i));
    }
    store.append(SCHEMA, "b1", writes.subList(0, 400));
    store.append(SCHEMA, "b2", writes.subList(300, 1000));

    Instant from = NOON.minusSeconds(99 * 60L);
    assertThat(store.history(video("a"), RATE, from, NOON))
        .extracting(OfflineFeatureStore.Point::number)
        .containsExactlyElementsOf(
            IntStream.iterate(99, i -> i > 0, i -> i - 1).mapToObj(i -> (double) i).toList());
    assertThat(store.history(video("a"), TITLE, from, from.plusSeconds(1)))
        .containsExactly(
            new OfflineFeatureStore.Point(from, NOON, "a99", Double.NaN, List.of(99f, 0f, 1f)));
    assertThat(store.history(video("nobody"), TIER, BEGINNING, END)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "_a", "a.b"})
  void refusesBatchIdsThatAreNoPlainNames(String id) {
    assertThatThrownBy(() -> store.append(SCHEMA, id, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesNothingBehindWhenAFileCannotBeFinished() {
    var files = new LocalOfflineFiles(root);

    assertThatThrownBy(
            () ->
                files.write(
                    "video/event_date=2025-01-10/b.parquet",
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(root.resolve("video/event_date=2025-01-10")).isEmptyDirectory();
  }

  @Test
  void writesToAnyStreamAndLeavesItOpen() throws IOException {
    var closed = new boolean[1];
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    var writer = new OfflineRowWriter(SCHEMA, out);
    writer.addElement(write("a", "e", NOON, NOON, 1));
    writer.flush();
    writer.finish();

    assertThat(closed[0]).isFalse();
    Path day = Files.createDirectories(root.resolve("video/event_date=2025-01-10"));
    Files.write(day.resolve("part-0.parquet"), out.toByteArray());
    assertThat(scan(SCHEMA, BEGINNING, END)).hasSize(1);
  }

  private List<FeatureWrite> scan(FeatureSchema schema, Instant from, Instant to)
      throws IOException {
    List<FeatureWrite> rows = new ArrayList<>();
    store.scan(schema, from, to, (row, present) -> rows.add(row));
    return rows;
  }
}
