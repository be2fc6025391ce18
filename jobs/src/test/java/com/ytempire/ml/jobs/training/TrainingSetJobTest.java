package com.ytempire.ml.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.features.offline.LocalOfflineFiles;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.GoldenSet;
import com.ytempire.ml.jobs.features.FeatureBackfill;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.SetDigest;
import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.source.EntityTimesFile;
import com.ytempire.ml.training.source.EventFiles;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.stored.TrainingSetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job makes the bytes that one process makes. */
class TrainingSetJobTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final PlatformSettings SETTINGS = PlatformSettings.from(Map.of());
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          """
          features:
            engagement:
              - name: like_share
                formula: likes / views
            channel:
              - name: subscriber_tier
                bins: [0, 1000]
          """,
          "features.yaml");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  private Path store() {
    return folder.resolve("offline");
  }

  /** Videos in two regions with gaps, repeats at one instant, late rows and late backfills. */
  private void fillStore() throws IOException {
    var random = new Random(7);
    OfflineFeatureStore store = OfflineFeatureStore.at(store());
    List<FeatureWrite> writes = new ArrayList<>();
    List<FeatureWrite> backfill = new ArrayList<>();
    for (int video = 0; video < 60; video++) {
      Instant begin = START.plusSeconds(random.nextInt(20 * 24) * 3600L);
      for (String region : List.of("US|", "CA|")) {
        Instant at = begin;
        double views = 100 + random.nextInt(1000);
        for (int step = 0; step < 8; step++) {
          at = at.plusSeconds(3600L * random.nextInt(30));
          views *= 1 + random.nextDouble() / 2;
          Instant known = at.plusMillis(random.nextInt(10) == 0 ? 40_000_000 : 1_234);
          String id = region + "v" + video;
          writes.add(write(id, "e" + step, at, known, step == 5 ? Double.NaN : views));
          if (random.nextInt(4) == 0) {
            writes.add(write(id, "d" + step, at, known, views + 1));
            backfill.add(write(id, "e" + step, at, at.plusSeconds(60 * 86_400L), 77_777));
            backfill.add(write(id, "new" + step, at, at.plusSeconds(9_000), 5_555));
          }
        }
      }
    }
    store.append(PLAN.videoSchema(), "live", writes);
    store.append(PLAN.videoSchema(), "backfill", backfill);
  }

  private static FeatureWrite write(
      String id, String eventId, Instant at, Instant known, double views) {
    double[] inputs = new double[Input.values().length];
    Arrays.fill(inputs, Double.NaN);
    inputs[Input.VIEWS.ordinal()] = views;
    inputs[Input.LIKES.ordinal()] = views / 11;
    inputs[Input.SUBSCRIBER_COUNT.ordinal()] = 5_000;
    return new FeatureWrite(
        new EntityKey(EntityKey.VIDEO, id),
        eventId,
        at,
        known,
        new double[] {1 / 11.0},
        new float[0][],
        inputs);
  }

  private TrainingSources sources() {
    return new TrainingSources(PLAN, SETTINGS.objects(), Clock.systemUTC());
  }

  /** How a builder plans or makes a set. */
  private interface Work<T> extends TrainingSources.Work<T> {}

  private <T> T build(Work<T> work) throws IOException {
    return sources().build(store().toString(), work);
  }

  private TrainingSetFolder set(String name) {
    return new TrainingSetFolder(new LocalOfflineFiles(folder.resolve(name)), name);
  }

  private JobExecutionResult runJob(SetPlan plan, @Nullable Path entities) throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(FeatureBackfill.batchSettings());
    env.setParallelism(2);
    var places =
        new SetPlaces(store().toString(), folder.resolve("job").toString(), SETTINGS.objects());
    new TrainingSetJob(plan, places, entities).define(env);
    return env.execute(TrainingSetJob.NAME);
  }

  private void assertSameBytes() throws IOException {
    TrainingSet one = set("one").read();
    TrainingSet job = set("job").read();
    assertThat(job.manifest().counts()).isEqualTo(one.manifest().counts());
    assertThat(job.manifest().cut()).isEqualTo(one.manifest().cut());
    for (Side side : Side.values()) {
      assertThat(texts(job, side)).as("%s", side).containsExactlyElementsOf(texts(one, side));
    }
    assertThat(SetDigest.of(job)).isEqualTo(SetDigest.of(one));
    for (String file : List.of("examples.parquet", "manifest.json")) {
      assertThat(folder.resolve("job").resolve(file))
          .as(file)
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  private static List<String> texts(TrainingSet set, Side side) {
    return set.examples(side).stream()
        .map(
            example ->
                "%s at %s, label at %s: %s %s %s"
                    .formatted(
                        example.entityId(),
                        example.at(),
                        example.labelAt(),
                        Arrays.toString(example.features()),
                        Arrays.toString(example.labels()),
                        example.slices()))
        .toList();
  }

  private TrainingSet snapshotsOfBoth(DatasetQuery query) throws Exception {
    build(builder -> set("one").write(rows -> builder.snapshots(query, rows)));
    runJob(build(builder -> builder.planSnapshots(query)), null);
    assertSameBytes();
    return set("job").read();
  }

  @Test
  void allSnapshotsGiveTheSameBytesWhateverCameLate() throws Exception {
    fillStore();

    TrainingSet set = snapshotsOfBoth(DatasetQuery.DEFAULT);

    for (Side side : List.of(Side.TRAIN, Side.VALIDATION, Side.TEST)) {
      assertThat(set.examples(side)).as("%s", side).hasSizeGreaterThan(5);
    }
    assertThat(set.manifest().counts().entities()).isGreaterThan(60);
    assertThat(set.manifest().counts().groups()).isLessThanOrEqualTo(60);
  }

  @Test
  void aPeriodFewFeaturesAndAnEarlierKnowledgeGiveTheSameBytes() throws Exception {
    fillStore();
    var query =
        DatasetQuery.DEFAULT
            .withFeatures(List.of("like_share", "views", "subscriber_count"))
            .withPeriod(START.plusSeconds(5 * 86_400), START.plusSeconds(15 * 86_400))
            .withKnowledge(new Knowledge(KnownTime.RECORDED, START.plusSeconds(12 * 86_400)));

    assertThat(snapshotsOfBoth(query).manifest().counts().rows()).isGreaterThan(50);
  }

  @Test
  void eventTimesAsKnownTimesGiveTheSameBytes() throws Exception {
    fillStore();

    TrainingSet set =
        snapshotsOfBoth(
            DatasetQuery.DEFAULT.withKnowledge(
                new Knowledge(KnownTime.EVENT_TIME, Knowledge.RECORDED.asOf())));

    assertThat(set.manifest().trustsEventTimes()).isTrue();
  }

  @Test
  void entitiesOfAFileAreThereWithAndWithoutRows() throws Exception {
    fillStore();
    var lines = new StringBuilder("entity_type,entity_id,timestamp\n");
    for (int video = 0; video < 70; video += 3) {
      for (int hours = 0; hours < 500; hours += 37) {
        Instant at = START.plusSeconds(hours * 3600L).plusNanos(video);
        lines.append("video,US|v%d,%s\n".formatted(video, at));
      }
    }
    lines.append("video,US|nobody,2026-01-12\n".repeat(2));
    Path file = Files.writeString(folder.resolve("entities.csv"), lines);
    var times = EntityTimesFile.read(file);

    build(builder -> set("one").write(rows -> builder.entities(DatasetQuery.DEFAULT, times, rows)));
    runJob(build(builder -> builder.planEntities(DatasetQuery.DEFAULT, times)), file);

    assertSameBytes();
    assertThat(set("job").manifest().counts().rows()).isEqualTo(times.size());
    assertThat(set("job").manifest().counts().unlabelled()).isGreaterThan(2);
  }

  @Test
  void entitiesOfAStoreWithoutTheirTypeAreAllMissing() throws Exception {
    fillStore();
    Path file =
        Files.writeString(
            folder.resolve("entities.csv"),
            "entity_type,entity_id,timestamp\nchannel,c,2026-01-12\n");
    var times = EntityTimesFile.read(file);

    build(builder -> set("one").write(rows -> builder.entities(DatasetQuery.DEFAULT, times, rows)));
    runJob(build(builder -> builder.planEntities(DatasetQuery.DEFAULT, times)), file);

    assertSameBytes();
    assertThat(set("job").manifest().features().get(0).missing()).isEqualTo(1);
  }

  @Test
  void withoutAnExampleNothingIsWrittenAndTheCountsSayWhy() throws Exception {
    OfflineFeatureStore.at(store())
        .append(PLAN.videoSchema(), "b", List.of(write("US|a", "e", START, START, 10)));
    SetPlan plan = build(builder -> builder.planSnapshots(DatasetQuery.DEFAULT));

    JobExecutionResult result = runJob(plan, null);

    assertThat(set("job").exists()).isFalse();
    long snapshots = result.<Long>getAccumulatorResult(TrainingSetJob.SNAPSHOTS);
    long times = result.<Long>getAccumulatorResult(TrainingSetJob.TIMES);
    assertThat(plan.empty(snapshots, times)).hasMessageContaining("1 snapshots");
  }

  @Test
  void aSetIsNeverOverwritten() throws Exception {
    fillStore();
    SetPlan plan = build(builder -> builder.planSnapshots(DatasetQuery.DEFAULT));
    runJob(plan, null);

    assertThatThrownBy(() -> runJob(plan, null))
        .hasStackTraceContaining("holds a training set already");
  }

  @Test
  void realEventsGiveTheSameBytes() throws Exception {
    Path events = SharedData.require("youtube/events_us_daily_2017-09_2017-10.jsonl.gz");
    FeaturePlan plan = FeaturePlan.parse(GoldenSet.featureFile(), "golden-features.yaml");
    OfflineFeatureStore store = OfflineFeatureStore.at(store());
    List<FeatureWrite> writes = new ArrayList<>();
    EventFiles.compute(
        plan,
        EventFiles.read(events, Clock.systemUTC()),
        (event, numbers, inputs) ->
            writes.add(
                new FeatureWrite(
                    new EntityKey(EntityKey.VIDEO, event.seriesId()),
                    event.eventId(),
                    event.eventTime(),
                    event.eventTime(),
                    numbers,
                    new float[plan.videoSchema().embeddingCount()][],
                    inputs)));
    store.append(plan.videoSchema(), "real", writes);
    var sources = new TrainingSources(plan, SETTINGS.objects(), Clock.systemUTC());
    DatasetQuery query = DatasetQuery.DEFAULT;

    sources.build(store().toString(), one -> set("one").write(rows -> one.snapshots(query, rows)));
    runJob(sources.build(store().toString(), one -> one.planSnapshots(query)), null);

    assertSameBytes();
    System.out.printf(
        "real events: %d of %d rows are examples, the same bytes as one process's%n",
        set("job").manifest().counts().rows(), writes.size());
  }
}
