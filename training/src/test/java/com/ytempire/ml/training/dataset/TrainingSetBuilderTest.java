package com.ytempire.ml.training.dataset;

import static com.ytempire.ml.training.testing.Snapshots.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.testing.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetBuilderTest {
  private static final DatasetQuery QUERY =
      DatasetQuery.DEFAULT
          .withFeatures(List.of("views", "rate"))
          .withHeads(List.of(Head.VIRAL_PROBABILITY, Head.LOG_GROWTH, Head.COMMENTS_LOG_GROWTH));

  @TempDir Path folder;
  private Snapshots snapshots;

  @BeforeEach
  void open() {
    snapshots = new Snapshots(folder);
  }

  private static List<Example> all(TrainingSet set) {
    List<Example> all = new ArrayList<>();
    set.bySide().values().forEach(all::addAll);
    all.sort(TrainingSetBuilder.EXAMPLE_ORDER);
    return all;
  }

  /** Keeps the rows of a set with all that is stored of them. */
  private static final class Rows implements TrainingRow.Sink {
    private final List<TrainingRow> rows = new ArrayList<>();

    @Override
    public void begin(List<String> features, List<Head> heads) {
      assertThat(rows).isEmpty();
    }

    @Override
    public void add(TrainingRow row) {
      rows.add(row);
    }
  }

  @Test
  void anExampleHasItsSnapshotsFeaturesAndTheNextOnesCounts() throws IOException {
    TrainingSet set =
        snapshots
            .video("US|a", 0, 0, 99)
            .video("US|a", 6, 6, 119)
            .video("CA|a", 3, 3, 500)
            .builder()
            .snapshots(QUERY);

    assertThat(set.features()).containsExactly("views", "rate");
    Example example = all(set).get(0);
    assertThat(all(set)).hasSize(1);
    assertThat(example.entityId()).isEqualTo("US|a");
    assertThat(example.group()).isEqualTo("a");
    assertThat(example.at()).isEqualTo(hour(0));
    assertThat(example.labelAt()).isEqualTo(hour(6));
    assertThat(example.features()).containsExactly(99f, 9.9f);
    assertThat(example.labels()[0]).isEqualTo(1);
    assertThat(example.labels()[1]).isCloseTo((float) Math.log(1.2), within(1e-6f));
    assertThat(example.labels()[2]).isNaN();
    assertThat(example.slices())
        .containsEntry("region", "US")
        .containsEntry("category", "24")
        .containsEntry("tier", "2");
  }

  @Test
  void whatTellsResultsApartCanBeAFeatureToo() throws IOException {
    TrainingSet set =
        snapshots
            .video("US|a", 0, 0, 99)
            .video("US|a", 6, 6, 119)
            .builder()
            .snapshots(
                QUERY.withFeatures(List.of("subscriber_count", "views", "category_id", "rate")));

    Example example = all(set).get(0);
    assertThat(example.features()).containsExactly(10_000f, 99f, 24f, 9.9f);
    assertThat(example.slices()).containsEntry("category", "24").containsEntry("tier", "2");
    assertThat(set.manifest().features())
        .allSatisfy(feature -> assertThat(feature.missing() + feature.nulls()).isZero());
  }

  @Test
  void anExamplesTimeIsWhenItsSnapshotWasKnown() throws IOException {
    TrainingSet set =
        snapshots
            .video("US|a", 0, 0.1, 10)
            .video("US|a", 1, 1.2, 20)
            .video("US|a", 2, 2.1, 30)
            .builder()
            .snapshots(QUERY);

    assertThat(all(set)).extracting(Example::at).containsExactly(hour(0.1), hour(1.2));
    assertThat(all(set)).extracting(Example::labelAt).containsExactly(hour(1.2), hour(2.1));
    assertThat(all(set)).extracting(example -> example.features()[0]).containsExactly(10f, 20f);
  }

  @Test
  void aSnapshotThatBecameKnownAfterANewerOneGivesNoExample() throws IOException {
    TrainingSet set =
        snapshots
            .video("US|a", 0, 0, 10)
            .video("US|a", 1, 9, 20)
            .video("US|a", 2, 2, 30)
            .video("US|a", 3, 3, 40)
            .builder()
            .snapshots(QUERY);

    assertThat(all(set)).extracting(Example::at).containsExactly(hour(0), hour(2));
    // What the late one tells of hour 1 is known at hour 9 only, and so is the label of hour 0.
    assertThat(all(set)).extracting(Example::labelAt).containsExactly(hour(9), hour(3));
  }

  @Test
  void anArchiveThatWasLoadedLaterGivesExamplesOnlyByItsEventTimes() throws IOException {
    TrainingSetBuilder builder =
        snapshots
            .video("US|a", 0, 10_000, 10)
            .video("US|a", 1, 10_000, 20)
            .video("US|a", 2, 10_000, 40)
            .builder();

    assertThatThrownBy(() -> builder.snapshots(QUERY))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("--known-time event-time");
    var trusting = new Knowledge(KnownTime.EVENT_TIME, Knowledge.RECORDED.asOf());
    assertThat(all(builder.snapshots(QUERY.withKnowledge(trusting))))
        .extracting(Example::at)
        .containsExactly(hour(0), hour(1));
  }

  @Test
  void aLateBackfillIsInvisibleToEarlierExamples() throws IOException {
    TrainingSetBuilder builder =
        snapshots
            .video("US|a", "e0", 0, 0, 10)
            .video("US|a", "e1", 5, 5, 20)
            .video("US|a", "e2", 6, 6, 40)
            .builder();
    List<Example> before = all(builder.snapshots(QUERY));

    // The same events again, with other values, and one that nobody knew of.
    TrainingSetBuilder later =
        snapshots
            .video("US|a", "e0", 0, 100, 7777)
            .video("US|a", "e1", 5, 100, 7777)
            .video("US|a", "lost", 5.5, 100, 7777)
            .builder();

    List<Example> after = all(later.snapshots(QUERY));
    assertThat(after).extracting(Example::at).containsExactly(hour(0), hour(5));
    assertThat(after)
        .extracting(example -> example.features()[0])
        .containsExactly(before.get(0).features()[0], before.get(1).features()[0]);
    var asOf = new Knowledge(KnownTime.RECORDED, hour(50));
    assertThat(all(later.snapshots(QUERY.withKnowledge(asOf))))
        .extracting(Snapshots::text)
        .containsExactlyElementsOf(before.stream().map(Snapshots::text).toList());
  }

  @Test
  void entitiesAreJoinedAtTheirTimesWhetherOrNotAnythingIsKnownOfThem() throws IOException {
    TrainingSetBuilder builder =
        snapshots
            .video("US|a", "e1", 0, 0, 10)
            .video("US|a", "e2", 0, 0, 11)
            .video("US|a", "e3", 4, 4, 40)
            .builder();
    var video = new EntityKey("video", "US|a");
    var rows = new Rows();

    TrainingSetManifest manifest =
        builder.entities(
            QUERY.withFeatures(List.of("rank", "views", "rate")),
            List.of(
                new EntityTime(video, hour(30)),
                new EntityTime(video, hour(2)),
                new EntityTime(video, hour(-1)),
                new EntityTime(new EntityKey("video", "US|nobody"), hour(2)),
                new EntityTime(video, hour(2))),
            rows);

    assertThat(rows.rows)
        .extracting(row -> row.example().at())
        .containsExactly(hour(-1), hour(2), hour(2), hour(2), hour(30));
    // Of two at one instant the later id counts; rank was computed to be null.
    TrainingRow known = rows.rows.get(1);
    assertThat(known.example().features()).containsExactly(Float.NaN, 11f, 1.1f);
    assertThat(known.missing()).isEmpty();
    assertThat(known.example().labelAt()).isEqualTo(hour(4));
    assertThat(rows.rows.get(0).missing()).containsExactly("rank", "views", "rate");
    assertThat(rows.rows.get(3).missing()).hasSize(3);
    // After 26 hours inputs are too old, features with a TTL of two days are not.
    assertThat(rows.rows.get(4).missing()).containsExactly("views");
    assertThat(rows.rows.get(4).example().labelAt()).isEqualTo(Example.NEVER);
    assertThat(manifest.counts().rows()).isEqualTo(5);
    assertThat(manifest.counts().unlabelled()).isEqualTo(3);
    assertThat(manifest.features().get(0))
        .isEqualTo(new TrainingSetManifest.Feature("rank", "rank__v2", 2, 172_800, 2, 3));
  }

  @Test
  void channelsHaveFeaturesAndNoLabels() throws IOException {
    snapshots.store.append(
        Snapshots.CHANNEL,
        "c",
        List.of(
            new FeatureWrite(
                new EntityKey("channel", "c"),
                "e",
                hour(0),
                hour(0),
                new double[] {3},
                new float[0][])));
    var rows = new Rows();

    snapshots
        .builder()
        .entities(
            QUERY.withFeatures(List.of()),
            List.of(new EntityTime(new EntityKey("channel", "c"), hour(1))),
            rows);

    assertThat(rows.rows.get(0).example().features()).containsExactly(3f);
    assertThat(rows.rows.get(0).side()).isEqualTo(Side.NONE);
  }

  @Test
  void sayWhatIsWrongAndWhatToDo() throws IOException {
    TrainingSetBuilder builder = snapshots.video("US|a", 0, 0, 1).builder();

    assertThatThrownBy(() -> builder.snapshots(QUERY.withFeatures(List.of("veiws"))))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("feature 'veiws'")
        .hasMessageContaining("did you mean 'views'?");
    assertThatThrownBy(() -> builder.snapshots(QUERY))
        .hasMessageContaining("1 snapshots")
        .hasMessageContaining("next snapshots are not stored");
    assertThatThrownBy(() -> builder.snapshots(QUERY.withPeriod(hour(-90), hour(-80))))
        .hasMessageContaining("choose another period");
    assertThatThrownBy(
            () ->
                builder.snapshots(
                    QUERY.withPeriod(Instant.parse("2030-01-01T00:00:00Z"), Example.NEVER)))
        .hasMessageContaining("no snapshot of a video");
    assertThatThrownBy(
            () ->
                builder.entities(
                    QUERY,
                    List.of(
                        new EntityTime(new EntityKey("video", "a"), hour(0)),
                        new EntityTime(new EntityKey("channel", "a"), hour(0)))))
        .hasMessageContaining("[channel, video]");
    assertThatThrownBy(() -> builder.entities(QUERY, List.of()))
        .hasMessageContaining("no entity is given");
  }

  @Test
  void aPeakThatCameAfterTheCutIsUnknownToLearningWhichKeepsItsOtherLabels() throws IOException {
    for (int i = 0; i < 40; i++) {
      String id = "US|v" + i;
      snapshots.video(id, i, i, 100).video(id, i + 1, i + 1, 200).video(id, i + 8, i + 8, 300);
    }

    TrainingSet set =
        snapshots
            .builder()
            .snapshots(
                QUERY
                    .withHeads(List.of(Head.LOG_GROWTH, Head.HOURS_TO_PEAK))
                    .withPeakHorizon(Duration.ofHours(4)));

    Instant cut = set.manifest().cut();
    List<Example> learning = new ArrayList<>(set.examples(Side.TRAIN));
    learning.addAll(set.examples(Side.VALIDATION));
    assertThat(learning)
        .allSatisfy(
            example -> {
              assertThat(example.labelAt()).isBefore(cut);
              assertThat(example.labels()[0]).isNotNaN();
            });
    List<Example> firsts = learning.stream().filter(e -> e.features()[0] == 100).toList();
    List<Example> late =
        firsts.stream().filter(e -> !e.at().plus(Duration.ofHours(8)).isBefore(cut)).toList();
    assertThat(late)
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example.labels()[1]).isNaN())
        .allSatisfy(
            example ->
                assertThat(example.labelAt()).isEqualTo(example.at().plus(Duration.ofHours(1))));
    assertThat(firsts)
        .filteredOn(example -> !late.contains(example))
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example.labels()[1]).isEqualTo(0.5f));
    assertThat(set.examples(Side.TEST))
        .anySatisfy(example -> assertThat(example.labels()[1]).isEqualTo(0.5f));
  }
}
