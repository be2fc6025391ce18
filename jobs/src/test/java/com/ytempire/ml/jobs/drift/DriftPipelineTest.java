package com.ytempire.ml.jobs.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.jobs.features.FeatureBackfill;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From predictions and outcomes to verdicts, in stream and batch mode, with and without failures.
 */
class DriftPipelineTest {
  private static final DriftConfig CONFIG =
      DriftConfig.parse(
          """
          drift:
            windows: {tumbling: 1d, sliding: 2d, slide: 1d, max_samples: 700}
            alarms: {false_alarms_per_day: 0.004}
            slices: [region]
            defaults: {min_samples: 200}
          """,
          "drift.yaml",
          List.of());

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  /** Tasks run in this process: a failure to come, by predictions still to pass. */
  private static final AtomicInteger UNTIL_FAILURE = new AtomicInteger(Integer.MAX_VALUE);

  private static final MadeUpDays DAYS = MadeUpDays.of(1);
  private static List<DriftEvent> undisturbed = List.of();

  @BeforeAll
  static void runUndisturbed() throws Exception {
    undisturbed = run(RuntimeExecutionMode.STREAMING, DAYS.predictions, DAYS.outcomes, profiles());
  }

  @Test
  void theDaysThatAreOtherwiseHaveDriftedAndNoOther() {
    List<DriftEvent> drifted = only(event -> event.verdict() == DriftVerdict.DRIFT);

    Instant changed = MadeUpDays.BEGIN.plus(Duration.ofDays(MadeUpDays.CHANGED));
    assertThat(drifted)
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.windowEnd()).isAfter(changed))
        .extracting(event -> event.kind() + " " + event.feature())
        .contains("FEATURE views", "ACCURACY accuracy")
        .doesNotContain("FEATURE likes", "NULL_RATE gaps");
    assertThat(drifted).extracting(DriftEvent::slice).contains("all", "region=DE");
    assertThat(
            only(
                event ->
                    event.kind() == ColumnKind.FEATURE
                        && event.feature().equals("views")
                        && event.slice().equals("all")
                        && event.window() == WindowKind.TUMBLING))
        .hasSize(MadeUpDays.DAYS)
        .filteredOn(event -> !event.windowStart().isBefore(changed))
        .hasSize(MadeUpDays.DAYS - MadeUpDays.CHANGED)
        .allSatisfy(
            event -> {
              assertThat(event.windowVerdict()).isEqualTo(DriftVerdict.DRIFT);
              assertThat(event.shape()).isEqualTo(ChangeShape.SUDDEN);
              // 900 videos, of which a choice is kept.
              assertThat(event.currentSize()).isEqualTo(700);
              assertThat(event.statistic()).isBetween(0.3, 0.5);
            });
  }

  @Test
  void windowsOverlap() {
    List<DriftEvent> sliding =
        only(
            event ->
                event.window() == WindowKind.SLIDING
                    && event.kind() == ColumnKind.FEATURE
                    && event.feature().equals("views")
                    && event.slice().equals("all"));

    assertThat(sliding)
        .hasSize(MadeUpDays.DAYS)
        .allSatisfy(
            event ->
                assertThat(Duration.between(event.windowStart(), event.windowEnd()))
                    .isEqualTo(Duration.ofDays(2)));
  }

  @Test
  void aVideoCountsOnceInAWindow() {
    assertThat(
            only(
                event ->
                    event.slice().equals("region=US")
                        && event.window() == WindowKind.TUMBLING
                        && event.kind() == ColumnKind.FEATURE
                        && event.feature().equals("likes")))
        .hasSize(MadeUpDays.DAYS)
        .extracting(DriftEvent::currentSize)
        .containsOnly(300);
  }

  @Test
  void batchModeGivesTheSameVerdicts() throws Exception {
    assertThat(run(RuntimeExecutionMode.BATCH, DAYS.predictions, DAYS.outcomes, profiles()))
        .containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  @Test
  void theOrderWithinADayDoesNotMatter() throws Exception {
    List<Prediction> predictions = new ArrayList<>(DAYS.predictions);
    List<Outcome> outcomes = new ArrayList<>(DAYS.outcomes);
    var random = new Random(2);
    for (int from = 0; from < predictions.size(); from += 700) {
      int to = Math.min(from + 700, predictions.size());
      Collections.shuffle(predictions.subList(from, to), random);
      Collections.shuffle(outcomes.subList(from, to), random);
    }

    assertThat(run(RuntimeExecutionMode.STREAMING, predictions, outcomes, profiles()))
        .containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  @Test
  void aRunThatFailsAndGoesOnGivesTheVerdictsOfAnUndisturbedOne() throws Exception {
    UNTIL_FAILURE.set(6_300);

    List<DriftEvent> events =
        run(RuntimeExecutionMode.STREAMING, DAYS.predictions, DAYS.outcomes, profiles());

    // It failed, and went on from a checkpoint: most records were not read again.
    assertThat(UNTIL_FAILURE.get()).isNegative().isGreaterThan(-7_000);
    assertThat(events).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  @Test
  void aVersionWithoutAProfileHasNoReference() throws Exception {
    List<DriftEvent> events =
        run(
            RuntimeExecutionMode.BATCH,
            DAYS.predictions.subList(0, 1_000),
            DAYS.outcomes.subList(0, 1_000),
            ProfileFactory.of(Map.of()));

    assertThat(events)
        .isNotEmpty()
        .filteredOn(event -> event.kind() != ColumnKind.FRESHNESS)
        .extracting(DriftEvent::verdict)
        .containsOnly(DriftVerdict.NO_REFERENCE);
    assertThat(events).extracting(DriftEvent::reason).containsOnly("it has no profile");
  }

  @Test
  void whatComesBehindItsPaneIsADeadLetter() throws Exception {
    List<Prediction> predictions = new ArrayList<>(DAYS.predictions);
    Prediction late = predictions.remove(0);
    predictions.add(late);
    var env = environment(RuntimeExecutionMode.STREAMING);
    List<DeadLetter> letters = new ArrayList<>();
    try (CloseableIterator<DeadLetter> found =
        define(env, predictions, DAYS.outcomes, profiles()).late().executeAndCollect()) {
      found.forEachRemaining(letters::add);
    }

    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).stage()).isEqualTo(ObserveRecords.STAGE);
    assertThat(new String(letters.get(0).payload(), StandardCharsets.UTF_8))
        .contains(late.eventId());
  }

  private static List<DriftEvent> only(Predicate<DriftEvent> wanted) {
    return undisturbed.stream().filter(wanted).toList();
  }

  private static ProfileFactory profiles() {
    return ProfileFactory.of(Map.of(MadeUpDays.VERSION.toString(), MadeUpDays.profile()));
  }

  private static List<DriftEvent> run(
      RuntimeExecutionMode mode,
      List<Prediction> predictions,
      List<Outcome> outcomes,
      ProfileFactory profiles)
      throws Exception {
    List<DriftEvent> events = new ArrayList<>();
    try (CloseableIterator<DriftEvent> found =
        define(environment(mode), predictions, outcomes, profiles).verdicts().executeAndCollect()) {
      found.forEachRemaining(events::add);
    }
    return events;
  }

  private static StreamExecutionEnvironment environment(RuntimeExecutionMode mode) {
    Configuration config = FeatureBackfill.batchSettings();
    config.set(ExecutionOptions.RUNTIME_MODE, mode);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    var env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(2);
    if (mode == RuntimeExecutionMode.STREAMING) {
      env.enableCheckpointing(50);
    }
    return env;
  }

  private static DriftPipeline.Output define(
      StreamExecutionEnvironment env,
      List<Prediction> predictions,
      List<Outcome> outcomes,
      ProfileFactory profiles) {
    DataStream<Prediction> made =
        source(env, predictions, Prediction.class)
            .map(
                prediction -> {
                  if (UNTIL_FAILURE.decrementAndGet() == 0) {
                    throw new IllegalStateException("a failure on purpose");
                  }
                  return prediction;
                })
            .returns(TypeInformation.of(Prediction.class))
            .setParallelism(1)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Prediction>forBoundedOutOfOrderness(Duration.ofDays(2))
                    .withTimestampAssigner((one, time) -> one.eventTime().toEpochMilli()))
            .setParallelism(1);
    DataStream<Outcome> told =
        source(env, outcomes, Outcome.class)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Outcome>forBoundedOutOfOrderness(Duration.ofDays(2))
                    .withTimestampAssigner((one, time) -> one.nextEventTime().toEpochMilli()))
            .setParallelism(1);
    return new DriftPipeline(CONFIG, profiles).define(made, told);
  }

  /** In the order of the list, and no more than some between two checkpoints. */
  private static <T> SingleOutputStreamOperator<T> source(
      StreamExecutionEnvironment env, List<T> records, Class<T> type) {
    List<T> all = new ArrayList<>(records);
    Sources.LISTS.put(type, all);
    boolean isStream =
        env.getConfiguration().get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.STREAMING;
    Class<T> of = type;
    return env.fromSource(
            new DataGeneratorSource<>(
                at -> Sources.at(of, at),
                all.size(),
                isStream ? RateLimiterStrategy.perCheckpoint(900) : RateLimiterStrategy.noOp(),
                TypeInformation.of(type)),
            WatermarkStrategy.noWatermarks(),
            type.getSimpleName())
        .setParallelism(1);
  }

  /** Tasks run in this process. */
  private static final class Sources {
    private static final Map<Class<?>, List<?>> LISTS = new ConcurrentHashMap<>();

    private static <T> T at(Class<T> type, long index) {
      return type.cast(LISTS.getOrDefault(type, List.of()).get(Math.toIntExact(index)));
    }
  }
}
