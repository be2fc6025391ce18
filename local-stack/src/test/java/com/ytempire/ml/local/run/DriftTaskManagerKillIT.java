package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.DriftEventJson;
import com.ytempire.ml.jobs.drift.DriftJob;
import com.ytempire.ml.jobs.drift.DriftPipeline;
import com.ytempire.ml.jobs.drift.ProfileFactory;
import com.ytempire.ml.jobs.retraining.RetrainingPipeline;
import com.ytempire.ml.jobs.retraining.RetrainingPlan;
import com.ytempire.ml.jobs.retraining.RetrainingsFactory;
import com.ytempire.ml.local.cluster.FlinkProcesses;
import com.ytempire.ml.local.drift.DriftStores;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drift job on a cluster of processes; the one with all of its tasks is killed in the middle of
 * its windows. The verdicts, triggers and trainings are those of a run that nothing disturbed.
 */
@ExtendWith(RunningStack.class)
@Timeout(300)
class DriftTaskManagerKillIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final List<String> READ = List.of(Topics.PREDICTIONS, Topics.OUTCOMES);

  /** The events are written video by video, so that they are days out of order. */
  private static final DriftConfig CONFIG =
      DriftConfig.parse(
          """
          drift:
            windows: {tumbling: 14d, sliding: 28d, slide: 14d, lateness: 14d}
            slices: [region]
            defaults: {min_samples: 50}
            triggers: {windows: 2, of: 3, cooldown: 52w, deployment: none}
          """,
          "drift.yaml",
          List.of());

  @TempDir Path folder;

  @Test
  void verdictsAreThoseOfAnUndisturbedRun(LocalStack shared) throws Exception {
    Map<String, String> servers = FreshStores.on(shared);
    List<DriftEvent> undisturbed;
    List<String> raised;
    Map<String, List<ConsumerRecord<byte[], byte[]>>> read;
    try (TestPlatform platform = TestPlatform.start(folder.resolve("undisturbed"), servers)) {
      Path events = DailyEvents.write(folder.resolve("events.jsonl"), 500, 1);
      platform.runWatched(MixedInput.features(folder), CONFIG, events);
      undisturbed = verdicts(platform);
      raised = triggers(platform);
      read =
          Map.of(
              Topics.PREDICTIONS, platform.committed(Topics.PREDICTIONS),
              Topics.OUTCOMES, platform.committed(Topics.OUTCOMES));
    }
    List<Retraining> triggered = retrainings(folder.resolve("undisturbed"), servers);
    assertThat(undisturbed).extracting(DriftEvent::verdict).contains(DriftVerdict.DRIFT);
    assertThat(triggered).hasSize(1);
    assertThat(raised).isNotEmpty();

    // The same database: what the disturbed run raises must be what is there already.
    try (TestPlatform platform = TestPlatform.start(folder.resolve("disturbed"), servers);
        FlinkProcesses cluster = FlinkProcesses.start(folder.resolve("cluster"))) {
      var variables = new HashMap<>(platform.variables());
      variables.put(
          "MODEL_REGISTRY_PATH", folder.resolve("undisturbed").resolve("registry").toString());
      runAndKill(cluster, PlatformSettings.from(variables), read);

      assertThat(verdicts(platform)).containsExactlyInAnyOrderElementsOf(undisturbed);
      assertThat(triggers(platform)).isEqualTo(raised);
      assertThat(platform.committed(Topics.DEAD_LETTERS)).isEmpty();
    }
    assertThat(retrainings(folder.resolve("disturbed"), servers)).isEqualTo(triggered);
  }

  private void runAndKill(
      FlinkProcesses cluster,
      PlatformSettings settings,
      Map<String, List<ConsumerRecord<byte[], byte[]>>> read)
      throws Exception {
    String kafka = settings.kafka().bootstrapServers();
    Process first = cluster.startTaskManager();
    cluster.awaitTaskManagers(1);
    JobClient job = submit(cluster, settings);
    send(kafka, read, 0, 0.5);
    awaitCheckpointOfAll(kafka);
    send(kafka, read, 0.5, 0.7);
    first.destroyForcibly().waitFor();
    Process second = cluster.startTaskManager();
    send(kafka, read, 0.7, 1);
    awaitCheckpointOfAll(kafka);

    assertThat(second.isAlive()).as(cluster::logs).isTrue();
    assertThat(
            new ObjectMapper()
                .readTree(cluster.get("/jobs/" + job.getJobID() + "/checkpoints"))
                .at("/counts/restored")
                .asInt())
        .as("times restored")
        .isPositive();
    job.stopWithSavepoint(
            true, folder.resolve("savepoint").toUri().toString(), SavepointFormatType.NATIVE)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static JobClient submit(FlinkProcesses cluster, PlatformSettings settings)
      throws Exception {
    var plan =
        new RetrainingPlan(
            settings.features().offlinePath(),
            settings.training().mlflow().experiment(),
            CONFIG.triggers());
    StreamExecutionEnvironment env = cluster.environment();
    env.enableCheckpointing(1_000);
    new DriftJob(
            settings,
            new DriftPipeline(CONFIG, ProfileFactory.of(settings)),
            new RetrainingPipeline(plan, RetrainingsFactory.of(settings.database())),
            1)
        .define(env);
    return env.executeAsync(DriftJob.NAME);
  }

  /** Sends a part of what each partition held, in its order. */
  private static void send(
      String kafka,
      Map<String, List<ConsumerRecord<byte[], byte[]>>> read,
      double from,
      double to) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var topic : read.values()) {
        for (var record : topic.subList((int) (topic.size() * from), (int) (topic.size() * to))) {
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      record.topic(), record.partition(), record.key(), record.value()));
        }
      }
      producer.flush();
    }
  }

  private static void awaitCheckpointOfAll(String kafka) {
    try (var consumed = new ConsumedOffsets(kafka, DriftJob.NAME, READ)) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                consumed.hurryCommits();
                return consumed.reachTheEnd();
              });
    }
  }

  private static List<DriftEvent> verdicts(TestPlatform platform) throws IOException {
    List<DriftEvent> verdicts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : platform.committed(Topics.DRIFT_EVENTS)) {
      verdicts.add(DriftEventJson.read(record.value()));
    }
    return verdicts;
  }

  private static List<String> triggers(TestPlatform platform) {
    return platform.committed(Topics.RETRAINING_TRIGGERS).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  private static List<Retraining> retrainings(Path data, Map<String, String> servers)
      throws Exception {
    try (DriftStores stores = DriftStores.require(data, servers)) {
      assertThat(stores.trainingJobs().list(TrainingFilter.newest(10))).hasSize(1);
      return stores.retrainings().list(Optional.empty(), 10);
    }
  }
}
