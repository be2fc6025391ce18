package com.ytempire.ml.jobs.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresRetrainings;
import com.ytempire.ml.core.store.postgres.PostgresTrainingJobs;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.jobs.features.FeatureBackfill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From verdicts to rows of trainings in a real database. */
class RetrainingPipelineIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Instant START = Instant.parse("2026-02-03T00:00:00Z");
  private static final Duration LENGTH = Duration.ofHours(1);
  private static final TriggerRules RULES =
      new TriggerRules(2, 3, Duration.ofHours(6), Deployment.canary(25), "gradient_boosting");

  /** Tasks run in this process. */
  private static final AtomicInteger OPENED = new AtomicInteger();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws Exception {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  private static DriftEvent event(
      String model, int window, String slice, String feature, DriftVerdict verdict) {
    Instant start = START.plus(LENGTH.multipliedBy(window));
    DriftVerdict whole = verdict;
    return new DriftEvent(
        model,
        "0.1.0",
        slice,
        WindowKind.TUMBLING,
        start,
        start.plus(LENGTH),
        whole,
        ColumnKind.FEATURE,
        feature,
        verdict,
        "ks",
        0.3,
        0.1,
        1e-9,
        1e-8,
        1e-8,
        0.01,
        0.02,
        900,
        700,
        0.001,
        5,
        9,
        ChangeShape.SUDDEN,
        "",
        List.of());
  }

  private static List<DriftEvent> verdicts(String model) {
    List<DriftEvent> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      boolean hasChanged = i >= 4;
      DriftVerdict verdict = hasChanged ? DriftVerdict.DRIFT : DriftVerdict.STABLE;
      events.add(event(model, i, DriftEvent.ALL, "views", verdict));
      events.add(event(model, i, DriftEvent.ALL, "likes", verdict));
      // Slices and windows in which too little was seen trigger nothing.
      events.add(event(model, i, "region=US", "views", DriftVerdict.DRIFT));
      events.add(event(model + "_small", i, DriftEvent.ALL, "views", DriftVerdict.TOO_FEW));
    }
    return events;
  }

  private static List<RetrainingTrigger> run(List<DriftEvent> verdicts, RetrainingsFactory store)
      throws Exception {
    Configuration config = FeatureBackfill.batchSettings();
    config.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(2);
    DataStream<DriftEvent> stream =
        env.fromData(TypeInformation.of(DriftEvent.class), verdicts.toArray(DriftEvent[]::new))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<DriftEvent>forMonotonousTimestamps()
                    .withTimestampAssigner((one, time) -> one.windowEnd().toEpochMilli() - 1));
    var pipeline =
        new RetrainingPipeline(new RetrainingPlan("/offline", "experiment", RULES), store);
    List<RetrainingTrigger> triggers = new ArrayList<>();
    try (CloseableIterator<String> found = pipeline.define(stream).executeAndCollect()) {
      while (found.hasNext()) {
        triggers.add(RetrainingTriggerJson.read(found.next()));
      }
    }
    return triggers;
  }

  private static List<TrainingJob> trainings(String model) {
    TrainingJobs jobs = new PostgresTrainingJobs(database);
    return jobs.list(
        new TrainingFilter(Optional.empty(), Optional.of(model), Optional.empty(), 10));
  }

  private static List<Retraining> retrainings(String model) {
    return new PostgresRetrainings(database).list(Optional.of(model), 10);
  }

  @Test
  void evidenceEnoughQueuesATrainingOnceHoweverOftenItIsSeen() throws Exception {
    RetrainingsFactory store = RetrainingsFactory.of(SERVERS.database());

    List<RetrainingTrigger> triggers = run(verdicts("seen"), store);
    List<RetrainingTrigger> again = run(verdicts("seen"), store);

    Instant second = START.plus(LENGTH.multipliedBy(6));
    assertThat(triggers)
        .extracting(RetrainingTrigger::at)
        .containsExactly(second, second.plus(RULES.cooldown()));
    assertThat(triggers.get(0).since()).isEqualTo(START.plus(LENGTH.multipliedBy(4)));
    assertThat(again).isEqualTo(triggers);
    assertThat(trainings("seen")).hasSize(1);
    TrainingJob job = trainings("seen").get(0);
    assertThat(job.createdBy()).isEqualTo(RetrainingPlan.CREATOR);
    assertThat(job.plan().datasetPath()).isEqualTo("/offline");
    assertThat(job.plan().choices().trainer()).isEqualTo("gradient_boosting");
    assertThat(job.plan().choices().deployment()).isEqualTo(Deployment.canary(25));
    assertThat(retrainings("seen"))
        .extracting(Retraining::trigger)
        .containsExactly(triggers.get(1), triggers.get(0));
    assertThat(retrainings("seen"))
        .extracting(Retraining::state, Retraining::jobId)
        .containsExactly(
            tuple(Retraining.State.JOINED, job.id()), tuple(Retraining.State.STARTED, job.id()));
    assertThat(retrainings("seen_small")).isEmpty();
  }

  @Test
  void aStoreThatDoesNotAnswerIsAskedUntilItDoes() throws Exception {
    OPENED.set(0);
    DatabaseSettings real = SERVERS.database();
    var nowhere = new DatabaseSettings("localhost", 1, "x", "u", new Secret("hunter2"), "");
    RetrainingsFactory dead = RetrainingsFactory.of(nowhere);
    RetrainingsFactory living = RetrainingsFactory.of(real);
    RetrainingsFactory store = () -> new FirstOneThenTheOther(dead.open(), living.open());

    List<RetrainingTrigger> triggers = run(verdicts("late"), store);

    assertThat(OPENED.get()).as("questions").isGreaterThan(2);
    assertThat(triggers).hasSize(2);
    assertThat(trainings("late")).hasSize(1);
  }

  /** A store that is away for the first two questions. */
  private record FirstOneThenTheOther(
      RetrainingsFactory.Opened dead, RetrainingsFactory.Opened living)
      implements RetrainingsFactory.Opened {
    @Override
    public Retrainings retrainings() {
      return OPENED.incrementAndGet() <= 2 ? dead.retrainings() : living.retrainings();
    }

    @Override
    public void close() {
      dead.close();
      living.close();
    }
  }
}
