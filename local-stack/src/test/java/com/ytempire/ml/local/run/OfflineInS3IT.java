package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.offline.OfflineFeatureStore.Point;
import com.ytempire.ml.features.offline.S3OfflineFiles;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.local.features.OfflineStores;
import com.ytempire.ml.local.input.FileInput;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.stored.TrainingSetFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The feature job with its offline store in the embedded S3. */
@ExtendWith(RunningStack.class)
class OfflineInS3IT {
  private static final Instant AT = Instant.parse("2025-01-10T10:00:00Z");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("FEATURE_OFFLINE_PATH", "s3://ytempire-features/offline");

  @Test
  void whatTheJobWritesToS3IsReadBackAsHistory(LocalStack stack, @TempDir Path folder)
      throws Exception {
    Path features =
        Files.writeString(
            folder.resolve("features.yaml"),
            """
            features:
              engagement:
                - name: like_share
                  formula: likes / views
              signals:
                windows: []
            """);
    var events = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      events.append(
          "{\"event_id\":\"s3-%02d\",\"video_id\":\"in-s3\",\"event_time\":\"2025-01-1%dT10:%02d:00Z\",\"views\":100,\"likes\":%d}\n"
              .formatted(i, i / 20, i % 20, i));
    }
    Path input = Files.writeString(folder.resolve("events.jsonl"), events);
    var console = new StringWriter();
    var options =
        new RunOptions(
            features,
            Map.of(),
            new FileInput(List.of(InputFile.at(input)), Clock.systemUTC()),
            PlayOptions.defaults(),
            true,
            Optional.empty(),
            false,
            false,
            1);

    new FeatureRun(stack, options, ENVIRONMENT, new PrintWriter(console), Clock.systemUTC()).run();

    try (OfflineStores offline = OfflineStores.open(stack.data().root(), ENVIRONMENT)) {
      List<Point> history =
          offline
              .store()
              .history(
                  new EntityKey(EntityKey.VIDEO, "in-s3"),
                  FeaturePlan.load(features).videoSchema().columns().get(0),
                  Instant.parse("2025-01-01T00:00:00Z"),
                  Instant.parse("2025-02-01T00:00:00Z"));
      assertThat(history).as(console.toString()).hasSize(40);
      assertThat(history).extracting(Point::number).contains(0.0, 0.39);
      assertThat(history.get(39).eventId()).isEqualTo("s3-39");
    }
    assertThat(Files.exists(stack.data().root().resolve("s3/ytempire-features/offline/video")))
        .isTrue();
    makeATrainingSetOfIt(stack, FeaturePlan.load(features));
  }

  /** From S3 to S3, with the inputs that the job stored. */
  private static void makeATrainingSetOfIt(LocalStack stack, FeaturePlan plan) throws Exception {
    var settings = PlatformSettings.from(stack.connections().variables());
    var sources = new TrainingSources(plan, settings.objects(), Clock.systemUTC());
    // The events are of 2025 and became known now.
    DatasetQuery query =
        DatasetQuery.DEFAULT
            .withFeatures(List.of("likes", "delta_likes", "like_share"))
            .withKnowledge(new Knowledge(KnownTime.EVENT_TIME, Knowledge.RECORDED.asOf()))
            .withSplit(new DataSplit(1, 0, 0), 1);
    String address = "s3://ytempire-data/training-set";
    try (TrainingSources.Place place = sources.open(address)) {
      var folder = new TrainingSetFolder(place.files(), address);
      assertThat(folder.exists()).isFalse();
      sources.build(
          ENVIRONMENT.get("FEATURE_OFFLINE_PATH"),
          builder -> folder.write(rows -> builder.snapshots(query, rows)));
    }

    List<Example> examples = sources.load(address, query).examples(Side.TRAIN);

    assertThat(examples).hasSize(39);
    assertThat(examples.get(0).features()).containsExactly(0f, Float.NaN, 0f);
    assertThat(examples.get(38).features()).containsExactly(38f, 1f, 0.38f);
  }

  @Test
  void aStoreInS3TakesBatchesAndReadsFilesThatAreLargerThanOneRequest(LocalStack stack)
      throws Exception {
    FeaturePlan plan =
        FeaturePlan.parse(
            "features: {engagement: [{name: likes_per_view, formula: likes / views}]}",
            "features.yaml");
    var random = new SplittableRandom(7);
    List<FeatureWrite> writes = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < 60_000; i++) {
      double value = random.nextDouble();
      sum += value;
      writes.add(
          new FeatureWrite(
              new EntityKey(EntityKey.VIDEO, "v" + i),
              "e" + i,
              AT,
              AT,
              new double[] {value},
              new float[0][]));
    }
    var settings = PlatformSettings.from(stack.connections().variables());
    try (var files =
        new S3OfflineFiles(S3Folder.open("s3://ytempire-data/batches", settings.objects()))) {
      var store = new OfflineFeatureStore(files);
      store.append(plan.videoSchema(), "one", writes);

      var read = new DoubleSummaryStatistics();
      store.scan(
          plan.videoSchema(),
          AT,
          AT.plusSeconds(1),
          (row, present) -> read.accept(row.numbers()[0]));

      String path = "video/event_date=2025-01-10/one.parquet";
      assertThat(files.list("video")).containsExactly(path);
      assertThat(files.open(path).getLength()).isGreaterThan(400_000);
      assertThat(read.getCount()).isEqualTo(60_000);
      assertThat(read.getSum()).isCloseTo(sum, within(1e-6));
    }
  }
}
