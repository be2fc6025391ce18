package com.ytempire.ml.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.inference.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task manager's process is killed while requests are under way in it, and another takes its
 * place: in the end every input has exactly one result.
 */
@Timeout(180)
class TaskManagerKillIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final long NUMBERS = 20_000;
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void leavesOneResultForEveryInput(@TempDir Path folder) throws Exception {
    Map<String, String> environment =
        Map.of(
            "MODEL_REGISTRY_PATH", folder.resolve("registry").toString(),
            "MODEL_CACHE_DIR", folder.resolve("models").toString(),
            "CUDA_VISIBLE_DEVICES", "-1");
    ObjectStoreSettings objects = PlatformSettings.from(environment).objects();
    try (var repository = ModelRepository.open(folder.resolve("registry").toString(), objects)) {
      SlowSums.publish(repository, folder.resolve("draft"));
    }
    SumResults results = new SumResults(SERVERS.database());
    results.createTable();

    try (FlinkProcesses cluster = FlinkProcesses.start(folder)) {
      cluster.startTaskManager();
      Process victim = cluster.startTaskManager();
      cluster.awaitTaskManagers(2);
      var env = cluster.environment();
      env.setParallelism(2);
      env.enableCheckpointing(250);
      JobClient job = ScoringJob.submit(env, NUMBERS, environment, results);
      Instant submitted = Instant.now();
      AtomicLong underWay = new AtomicLong();

      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                assertThat(job.getJobStatus().get())
                    .as(cluster::logs)
                    .isNotIn(JobStatus.FAILED, JobStatus.FINISHED);
                underWay.set(underWay(cluster, job));
                return results.number("count(*)") > NUMBERS / 20
                    && completedCheckpoints(cluster, job) > 0
                    && underWay.get() > 0;
              });
      long answered = results.number("count(*)");
      victim.destroyForcibly().waitFor();
      Instant killed = Instant.now();
      cluster.startTaskManager();
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                JobStatus status = job.getJobStatus().get();
                assertThat(status).as(cluster::logs).isNotIn(JobStatus.FAILED);
                return status == JobStatus.FINISHED;
              });

      System.out.printf(
          "killed %d ms after the submission with %d of %d answered and %d under way;"
              + " finished %d ms later; %d answers were written again%n",
          Duration.between(submitted, killed).toMillis(),
          answered,
          NUMBERS,
          underWay.get(),
          Duration.between(killed, Instant.now()).toMillis(),
          results.number("sum(writes) - count(*)"));
      assertThat(answered).as("killed in the middle").isLessThan(NUMBERS);
    }
    assertThat(results.number("count(*)")).isEqualTo(NUMBERS);
    assertThat(results.number("count(DISTINCT id)")).isEqualTo(NUMBERS);
    assertThat(results.number("max(id) - min(id) + 1")).isEqualTo(NUMBERS);
    assertThat(
            results.number(
                "count(*) FILTER (WHERE abs(sum - id - %s) > 1e-3 * (1 + id) OR version <> '1')"
                    .formatted(ScoringJob.ADDED)))
        .as("wrong answers")
        .isZero();
  }

  private static long completedCheckpoints(FlinkProcesses cluster, JobClient job)
      throws IOException {
    return json(cluster, "/jobs/" + job.getJobID() + "/checkpoints")
        .at("/counts/completed")
        .asLong();
  }

  /** Requests under way in all subtasks, as the operator's own metric tells. */
  private static long underWay(FlinkProcesses cluster, JobClient job) throws IOException {
    String path = "/jobs/" + job.getJobID();
    long sum = 0;
    for (JsonNode vertex : json(cluster, path).path("vertices")) {
      String metrics = path + "/vertices/" + vertex.path("id").asText() + "/metrics";
      for (JsonNode metric : json(cluster, metrics)) {
        String id = metric.path("id").asText();
        if (id.endsWith(".inferencePending")) {
          for (JsonNode value : json(cluster, metrics + "?get=" + id)) {
            sum += value.path("value").asLong();
          }
        }
      }
    }
    return sum;
  }

  private static JsonNode json(FlinkProcesses cluster, String path) throws IOException {
    String answer = cluster.get(path);
    return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
  }
}
