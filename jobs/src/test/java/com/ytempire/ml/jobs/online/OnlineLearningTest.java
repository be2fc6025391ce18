package com.ytempire.ml.jobs.online;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.jobs.features.FeatureBackfill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From predictions and outcomes to published versions. */
class OnlineLearningTest {
  private static final Clock CLOCK = Clock.systemUTC();

  /** Tasks run in this process. */
  private static final InMemoryModelRegistry REGISTRY = new InMemoryModelRegistry(CLOCK);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  private static ModelRepository repository(String folder) {
    return ModelRepository.open(folder, PlatformSettings.from(Map.of()).objects());
  }

  private static PublisherFactory publishers(String folder) {
    return () -> {
      ModelRepository repository = repository(folder);
      var publisher = new ModelPublisher(repository, REGISTRY, CLOCK, UUID::randomUUID);
      return new PublisherFactory.Opened() {
        @Override
        public ModelPublisher publisher() {
          return publisher;
        }

        @Override
        public void close() {
          repository.close();
        }
      };
    };
  }

  private List<DeadLetter> run(Lessons lessons) throws Exception {
    var config = FeatureBackfill.batchSettings();
    config.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(2);
    env.enableCheckpointing(100);
    var predictions =
        env.fromData(lessons.predictions, TypeInformation.of(Prediction.class))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Prediction>forMonotonousTimestamps()
                    .withTimestampAssigner((made, time) -> made.eventTime().toEpochMilli()));
    var outcomes =
        env.fromData(lessons.outcomes, TypeInformation.of(Outcome.class))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Outcome>forMonotonousTimestamps()
                    .withTimestampAssigner((told, time) -> told.nextEventTime().toEpochMilli()));
    var letters =
        new OnlineLearning(Lessons.SETTINGS, publishers(folder.toString()))
            .define(predictions, outcomes);
    List<DeadLetter> collected = new ArrayList<>();
    try (CloseableIterator<DeadLetter> found = letters.executeAndCollect()) {
      found.forEachRemaining(collected::add);
    }
    return collected;
  }

  @Test
  void versionsArePublishedInactiveAndOnceAndBadOutcomesAreDeadLetters() throws Exception {
    Lessons lessons = Lessons.of(1_000);
    lessons.add(5_000, Map.of("views", 3.0), true, Double.NaN);
    lessons.add(5_001, Map.of("a column that no model knows", 3.0), true, 0.5);

    List<DeadLetter> letters = run(lessons);

    List<ModelVersion> versions = REGISTRY.list(Optional.of("trend_predictor"));
    assertThat(versions)
        .extracting(version -> version.ref().version())
        .containsExactlyInAnyOrder("0.0.500", "0.0.1000");
    assertThat(versions).extracting(ModelVersion::status).containsOnly(ModelStatus.INACTIVE);
    assertThat(letters)
        .extracting(DeadLetter::reason)
        .anySatisfy(reason -> assertThat(reason).contains("log_growth is NaN"))
        .anySatisfy(reason -> assertThat(reason).contains("none of the features"))
        .hasSize(2);
    Path published = folder.resolve("trend_predictor/0.0.1000");
    assertThat(published.resolve("MODEL_CARD.md")).content().contains("1000 outcomes", "log loss");
    byte[] network = Files.readAllBytes(published.resolve("model.onnx"));
    assertThat(repository(folder.toString()).manifest(new ModelRef("trend_predictor", "0.0.1000")))
        .satisfies(manifest -> assertThat(manifest.features()).isEqualTo(Lessons.FEATURES));

    // All of it again, as after a failure before the first checkpoint.
    run(lessons);

    assertThat(REGISTRY.list(Optional.of("trend_predictor"))).hasSize(2);
    assertThat(Files.readAllBytes(published.resolve("model.onnx"))).isEqualTo(network);
  }
}
