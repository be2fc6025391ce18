package com.ytempire.ml.local.run;

import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.FlinkServer;
import com.ytempire.ml.local.server.ServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One job on the stack's cluster, from its submission to its end. Its name is that of its
 * checkpoints, from which it goes on, and of its consumer group. Confined to one thread.
 */
final class JobRun {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final FlinkServer flink;
  private final String name;
  private final JobClient client;
  private final boolean resumed;

  private JobRun(FlinkServer flink, String name, JobClient client, boolean resumed) {
    this.flink = flink;
    this.name = name;
    this.client = client;
    this.resumed = resumed;
  }

  /**
   * Starts a job where it ended or was killed, or anew.
   *
   * @param define adds the job to an environment
   */
  static JobRun submit(
      FlinkServer flink, String name, Consumer<StreamExecutionEnvironment> define) {
    Optional<Path> checkpoint = flink.latestCheckpoint(name);
    StreamExecutionEnvironment env =
        checkpoint.map(flink::environmentFrom).orElseGet(flink::environment);
    define.accept(env);
    return new JobRun(flink, name, flink.submit(env, name), checkpoint.isPresent());
  }

  /** What people are told of the start. */
  String started() {
    return resumed ? "job goes on" : "job started";
  }

  /**
   * @throws ServerException when the job has ended, whether it failed or not
   */
  void requireRunning() throws Exception {
    JobStatus status = client.getJobStatus().get(30, TimeUnit.SECONDS);
    if (!status.isGloballyTerminalState()) {
      return;
    }
    try {
      client.getJobExecutionResult().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new ServerException(
          "the %s failed: %s".formatted(title(), Causes.root(e).getMessage()), e);
    }
    throw new ServerException("the %s ended by itself: %s".formatted(title(), status));
  }

  private String title() {
    return name.replace('-', ' ');
  }

  /** Its exact counters as of the tasks' last heartbeat. */
  Map<String, Long> counts() throws InterruptedException {
    return JobCounts.of(client);
  }

  /** Waits until the job has read topics to their end and a checkpoint covers that. */
  void workOff(String bootstrapServers, List<String> topics) throws Exception {
    try (var consumed = new ConsumedOffsets(bootstrapServers, name, topics)) {
      while (!consumed.reachTheEnd()) {
        requireRunning();
        try {
          flink.triggerCheckpoint(client);
        } catch (ServerException e) {
          // A job in the middle of a recovery takes none; the next look will tell.
        }
        consumed.hurryCommits();
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
      }
    }
  }

  /**
   * Ends the job in order.
   *
   * @return its final counters
   */
  Map<String, Long> drain() throws Exception {
    flink.drain(client, name);
    return JobCounts.ofEnded(client);
  }
}
