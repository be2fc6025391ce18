package com.ytempire.ml.training.stored;

import static com.ytempire.ml.training.testing.Snapshots.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.features.offline.LocalOfflineFiles;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetBuilder;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.testing.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetFolderTest {
  private static final DatasetQuery QUERY =
      DatasetQuery.DEFAULT
          .withFeatures(List.of("views", "rank"))
          .withSplit(new DataSplit(0.5, 0.25, 0.25), 3);

  @TempDir Path folder;

  private TrainingSetFolder folder(String name) {
    return new TrainingSetFolder(new LocalOfflineFiles(folder.resolve(name)), name);
  }

  private TrainingSetBuilder builder() throws IOException {
    var snapshots = new Snapshots(folder.resolve("store"));
    for (int video = 0; video < 40; video++) {
      for (int day = 0; day < 4; day++) {
        int hour = video * 6 + day * 24;
        snapshots.video("US|v" + video, hour, hour + 0.25, 100 * video + day * day * 50);
      }
    }
    return snapshots.builder();
  }

  @Test
  void whatIsReadIsWhatWasMade() throws IOException {
    TrainingSet made = builder().snapshots(QUERY);
    TrainingSetManifest manifest = folder("set").write(rows -> builder().snapshots(QUERY, rows));

    TrainingSet read = folder("set").read();

    assertThat(read.manifest()).isEqualTo(manifest);
    assertThat(manifest.withFiles(Map.of())).isEqualTo(made.manifest());
    for (Side side : Side.values()) {
      assertThat(read.examples(side))
          .extracting(Snapshots::text)
          .containsExactlyElementsOf(made.examples(side).stream().map(Snapshots::text).toList());
    }
    assertThat(manifest.counts().train()).isEqualTo(made.examples(Side.TRAIN).size()).isPositive();
    assertThat(manifest.counts().validation()).isPositive();
    assertThat(manifest.counts().test()).isPositive();
    assertThat(manifest.counts().rows()).isEqualTo(120);
    assertThat(manifest.first()).isEqualTo(hour(0.25));
    assertThat(manifest.features())
        .containsExactly(
            new TrainingSetManifest.Feature("views", "input__views", 1, 86_400, 0, 0),
            new TrainingSetManifest.Feature("rank", "rank__v2", 2, 172_800, 0, 120));
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    folder("one").write(rows -> builder().snapshots(QUERY, rows));
    folder("two").write(rows -> builder().snapshots(QUERY, rows));

    for (String file : List.of("examples.parquet", TrainingSetManifest.FILE)) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  @Test
  void rowsWithoutALabelAreStoredAndNotGivenToTrainers() throws IOException {
    List<EntityTime> times =
        List.of(
            new EntityTime(new EntityKey("video", "US|nobody"), hour(1)),
            new EntityTime(new EntityKey("video", "US|v0"), hour(1)));

    TrainingSetManifest manifest =
        folder("set").write(rows -> builder().entities(QUERY, times, rows));

    assertThat(manifest.counts().rows()).isEqualTo(2);
    assertThat(folder("set").read().bySide().values().stream().mapToInt(List::size).sum())
        .isEqualTo(1);
  }

  @Test
  void aSetIsNeverOverwritten() throws IOException {
    folder("set").write(rows -> builder().snapshots(QUERY, rows));

    assertThatThrownBy(() -> folder("set").write(rows -> builder().snapshots(QUERY, rows)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("set holds a training set already");
  }

  @Test
  void aSetThatCouldNotBeMadeLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                folder("set")
                    .write(rows -> builder().snapshots(QUERY.withFeatures(List.of("x")), rows)))
        .isInstanceOf(DatasetException.class);

    assertThat(folder("set").exists()).isFalse();
    assertThat(folder.resolve("set")).isEmptyDirectory();
    assertThatThrownBy(() -> folder("set").read()).hasMessageContaining("no training set at set");
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    folder("set").write(rows -> builder().snapshots(QUERY, rows));
    folder("other")
        .write(rows -> builder().snapshots(QUERY.withFeatures(List.of("rank", "views")), rows));
    Files.copy(
        folder.resolve("other/examples.parquet"),
        folder.resolve("set/examples.parquet"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> folder("set").read())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("examples.parquet is not what the manifest describes");
  }

  @Test
  void aManifestOfALaterFormatIsRefused() throws IOException {
    folder("set").write(rows -> builder().snapshots(QUERY, rows));
    Path manifest = folder.resolve("set").resolve(TrainingSetManifest.FILE);
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"format\" : 1", "\"format\" : 2"));
    assertThatThrownBy(() -> folder("set").read()).hasMessageContaining("format 2");

    Files.writeString(manifest, "{\"format\": 1, \"cut\": \"yesterday\"}");
    assertThatThrownBy(() -> folder("set").read())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("is no manifest of a training set");
  }

  /** A set of one row, whatever is wrong with it. */
  private TrainingSetFolder leaking(TrainingRow... rows) throws IOException {
    TrainingSetManifest manifest = builder().snapshots(QUERY).manifest();
    TrainingSetFolder set = folder("leaking");
    set.write(
        sink -> {
          sink.begin(manifest.featureNames(), manifest.heads());
          for (TrainingRow row : rows) {
            sink.add(row);
          }
          return manifest;
        });
    return set;
  }

  private static TrainingRow row(
      Side side, Instant at, Instant labelAt, Instant featuresEvent, Instant featuresKnown) {
    var example =
        new Example("US|v", "v", at, labelAt, new float[2], new float[5], Map.of("region", "US"));
    return new TrainingRow(
        example, side, List.of(), featuresEvent.toEpochMilli(), featuresKnown.toEpochMilli());
  }

  @Test
  void featuresFromAfterTheExampleAreALeak() throws IOException {
    TrainingSetFolder set =
        leaking(
            row(Side.TRAIN, hour(1), hour(2), hour(1), hour(1)),
            row(Side.TRAIN, hour(1), hour(2), hour(1.25), hour(1)));

    assertThatThrownBy(set::read)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("label leakage in leaking: row 2, US|v at 2026-01-05T01:00:00Z")
        .hasMessageContaining("has a feature of 2026-01-05T01:15:00Z")
        .hasMessageContaining("make the set with ./ytempire training-set");
  }

  @Test
  void featuresThatBecameKnownAfterTheExampleAreALeak() throws IOException {
    TrainingSetFolder set = leaking(row(Side.TRAIN, hour(1), hour(2), hour(0), hour(1.5)));

    assertThatThrownBy(set::read).hasMessageContaining("became known at 2026-01-05T01:30:00Z");
  }

  @Test
  void aLabelThatWasKnownBeforeTheExampleIsALeak() throws IOException {
    TrainingSetFolder set = leaking(row(Side.TRAIN, hour(2), hour(2), hour(1), hour(1)));

    assertThatThrownBy(set::read).hasMessageContaining("has a label that was known by then");
  }

  @Test
  void aGroupOnTwoSidesIsALeak() throws IOException {
    TrainingSetFolder set =
        leaking(
            row(Side.TRAIN, hour(1), hour(2), hour(1), hour(1)),
            row(Side.VALIDATION, hour(2), hour(3), hour(2), hour(2)));

    assertThatThrownBy(set::read)
        .hasMessageContaining("is for validation, but others of 'v' are for train");
  }

  @Test
  void aTrainingLabelFromTheTimeOfTheTestsIsALeak() throws IOException {
    TrainingSetFolder set = leaking(row(Side.TRAIN, hour(1), hour(9000), hour(1), hour(1)));

    assertThatThrownBy(set::read).hasMessageContaining("the other side of the cut");
  }
}
