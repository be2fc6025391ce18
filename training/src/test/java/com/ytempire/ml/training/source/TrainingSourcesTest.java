package com.ytempire.ml.training.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.features.offline.LocalOfflineFiles;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.stored.TrainingSetFolder;
import com.ytempire.ml.training.testing.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSourcesTest {
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          """
          features:
            temporal: [{name: is_weekend, type: binary}]
            engagement: [{name: like_share, formula: likes / views, ttl: 3d}]
            text: [{name: sentiment_score, model: cardiffnlp/twitter-roberta-base-sentiment}]
          """,
          "test.yaml");
  private static final String EVENTS = "../samples/synthetic.jsonl.gz";

  @TempDir Path folder;
  private final TrainingSources sources =
      new TrainingSources(
          PLAN,
          PlatformSettings.from(
                  Map.of(
                      "DATABASE_URL", "postgresql://u:p@localhost/x",
                      "KAFKA_BOOTSTRAP_SERVERS", "localhost:1"))
              .objects(),
          Clock.systemUTC());

  @Test
  void aFileOfEventsGivesItsSnapshotsWithInputsAndFeatures() throws IOException {
    TrainingSet set =
        sources.load(
            EVENTS, DatasetQuery.DEFAULT.withFeatures(List.of("views", "likes", "like_share")));

    List<Example> training = set.examples(Side.TRAIN);
    assertThat(training).hasSizeGreaterThan(100);
    assertThat(set.examples(Side.TEST)).isNotEmpty();
    assertThat(training)
        .allSatisfy(
            example -> {
              assertThat(example.labelAt()).isAfter(example.at());
              float[] features = example.features();
              if (features[0] > 0) {
                assertThat(features[2]).isEqualTo((float) ((double) features[1] / features[0]));
              }
            });
    assertThat(set.manifest().source()).isEqualTo(EVENTS);
  }

  @Test
  void withoutNamesEverythingIsTakenThatCanBeComputedFromEvents() throws IOException {
    TrainingSet set = sources.load(EVENTS, DatasetQuery.DEFAULT);

    assertThat(set.features())
        .startsWith("views", "likes")
        .endsWith("comment_rate_per_hour", "like_share")
        .hasSize(28)
        .doesNotContain("sentiment_score");
  }

  @Test
  void aStoredSetKeepsItsSidesUnlessOthersAreAskedFor() throws IOException {
    Path at = folder.resolve("set");
    TrainingSetManifest manifest =
        sources.build(
            EVENTS,
            builder ->
                new TrainingSetFolder(new LocalOfflineFiles(at), "set")
                    .write(rows -> builder.snapshots(DatasetQuery.DEFAULT, rows)));

    TrainingSet same = sources.load(at.toString(), DatasetQuery.DEFAULT);
    TrainingSet fewer =
        sources.load(
            at.toString(),
            DatasetQuery.DEFAULT
                .withFeatures(List.of("likes", "views"))
                .withHeads(List.of(Head.LOG_GROWTH))
                .withSplit(new DataSplit(0.5, 0, 0.5), 1));

    assertThat(same.manifest()).isEqualTo(manifest);
    assertThat(fewer.features()).containsExactly("likes", "views");
    assertThat(fewer.examples(Side.VALIDATION)).isEmpty();
    assertThat(fewer.examples(Side.TEST)).hasSizeGreaterThan(same.examples(Side.TEST).size());
    Example example = same.examples(Side.TRAIN).get(0);
    assertThat(fewer.bySide().values().stream().flatMap(List::stream))
        .filteredOn(
            other -> other.entityId().equals(example.entityId()) && other.at().equals(example.at()))
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.features())
                  .containsExactly(example.features()[1], example.features()[0]);
              assertThat(other.labels())
                  .containsExactly(example.labels()[Head.LOG_GROWTH.ordinal()]);
            });
    List<Example> chosen = fewer.bySide().values().stream().flatMap(List::stream).toList();
    Map<float[], String> own = new IdentityHashMap<>();
    chosen.forEach(one -> own.put(one.features(), one.entityId()));
    assertThat(chosen).anyMatch(one -> one.steps() > 3);
    assertThat(chosen)
        .allSatisfy(
            one ->
                assertThat(one.earlier())
                    .as("the arrays of the snapshots themselves")
                    .allSatisfy(row -> assertThat(own).containsEntry(row, one.entityId())));
    assertThatThrownBy(
            () ->
                sources.load(
                    at.toString(), DatasetQuery.DEFAULT.withFeatures(List.of("like_shares"))))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("did you mean 'like_share'?");
  }

  @Test
  void anOfflineStoreIsASource() throws IOException {
    var snapshots = new Snapshots(folder.resolve("offline"));
    for (int video = 0; video < 9; video++) {
      snapshots.video("US|" + video, video, video, 5).video("US|" + video, video + 9, video + 9, 9);
    }
    snapshots.builder();

    TrainingSet set =
        sources.load(
            folder.resolve("offline").toString(),
            DatasetQuery.DEFAULT.withFeatures(List.of("views")));

    assertThat(set.bySide().values().stream().mapToInt(List::size).sum()).isEqualTo(9);
  }

  @Test
  void anUnknownSourceIsSaidToBeOne() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    for (String address :
        List.of("no/such/folder", empty.toString(), "no/such.jsonl", "s3://bucket/x.jsonl")) {
      assertThatThrownBy(() -> sources.load(address, DatasetQuery.DEFAULT))
          .as(address)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("there is no training data at " + address)
          .hasMessageContaining("manifest.json");
    }
  }

  @Test
  void anEmptyFileOfEventsSaysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.jsonl"), "");

    assertThatThrownBy(() -> sources.load(file.toString(), DatasetQuery.DEFAULT))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("has no snapshot of a video");
  }
}
