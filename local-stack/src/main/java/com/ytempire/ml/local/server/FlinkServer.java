package com.ytempire.ml.local.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster with one task manager and its web page, in this JVM.
 *
 * <p>Jobs keep their state in RocksDB, checkpoint incrementally into the data folder every ten
 * seconds, and keep the last checkpoint when the process ends, so that the next start can go on
 * from {@link #latestCheckpoint}. Types that Flink would serialize generically are refused. {@link
 * #submit} may be called from any thread.
 */
public final class FlinkServer implements StackServer {

  /** Slots of the task manager: two jobs of parallelism 2, the online learner and drift. */
  public static final int SLOTS = 6;

  private static final Duration SLOTS_LIMIT = Duration.ofSeconds(30);

  /**
   * Gathers latencies in this JVM; named, not referred to, because it belongs to what runs here.
   */
  private static final String LATENCY_REPORTER = "com.ytempire.ml.local.run.ServableLatencyFactory";

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration SUBMIT_LIMIT = Duration.ofSeconds(60);
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);

  private final Configuration configuration;
  private final RetainedCheckpoints checkpoints;
  private final int port;
  private @Nullable MiniCluster cluster;

  FlinkServer(DataFolder data, int port) {
    this.port = port;
    this.checkpoints = new RetainedCheckpoints(data.folder("flink/checkpoints"));
    this.configuration = configuration(data, checkpoints.root(), port);
  }

  private static Configuration configuration(DataFolder data, Path checkpoints, int port) {
    var configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
    configuration.set(WebOptions.LOG_PATH, data.logs().resolve("flink.log").toString());
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(
        JobManagerOptions.ARCHIVE_DIR, data.folder("flink/archive").toUri().toString());
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, SLOTS);
    // RocksDB has a share of its own below; managed memory is left for the sorts of batch jobs.
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.setString("state.backend.rocksdb.memory.fixed-per-tm", "256mb");
    configuration.setString(
        "state.backend.rocksdb.localdir", data.folder("flink/rocksdb").toString());
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        data.folder("flink/savepoints").toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(15));
    // A job that fails for good fails fast: about two minutes of trying without one good minute.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 12);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(1));
    configuration.setString("metrics.reporter.latency.factory.class", LATENCY_REPORTER);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return configuration;
  }

  @Override
  public ServerName name() {
    return ServerName.FLINK;
  }

  @Override
  public void start() {
    var settings =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(SLOTS)
            .build();
    MiniCluster started = new MiniCluster(settings);
    cluster = started;
    try {
      started.start();
      // It says that it has started before its task manager has offered its slots.
      if (!Waiting.until(SLOTS_LIMIT, this::isHealthy)) {
        throw new TimeoutException(
            "it has not %d slots after %d s".formatted(SLOTS, SLOTS_LIMIT.toSeconds()));
      }
    } catch (Exception e) {
      close();
      throw new ServerException("Flink did not start: " + e.getMessage(), e);
    }
  }

  /**
   * An environment whose jobs run on this cluster with its settings: define a pipeline in it, then
   * call {@link #submit}. Its own {@code execute} would start another cluster.
   */
  public StreamExecutionEnvironment environment() {
    return new StreamExecutionEnvironment(new Configuration(configuration));
  }

  /**
   * As {@link #environment()}; its job starts from the given checkpoint, which then belongs to the
   * job and is deleted once it has newer ones.
   */
  public StreamExecutionEnvironment environmentFrom(Path checkpoint) {
    var restored = new Configuration(configuration);
    restored.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
    // A feature file that declares less may leave operators out, whose state is then dropped.
    restored.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    restored.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    return new StreamExecutionEnvironment(restored);
  }

  /** The newest complete checkpoint of a job that ran under this name in the data folder. */
  public Optional<Path> latestCheckpoint(String jobName) {
    return checkpoints.latest(jobName);
  }

  /**
   * Starts the environment's job.
   *
   * @param jobName also the name by which {@link #latestCheckpoint} finds it after a restart
   * @throws ServerException when the cluster does not take it within a minute
   */
  public JobClient submit(StreamExecutionEnvironment environment, String jobName) {
    MiniCluster running = requireCluster();
    var graph = environment.getStreamGraph();
    graph.setJobName(jobName);
    graph.setJobId(new JobID());
    try {
      checkpoints.remember(graph.getJobID().toHexString(), jobName);
      JobID id =
          running.submitJob(graph).get(SUBMIT_LIMIT.toSeconds(), TimeUnit.SECONDS).getJobID();
      return new MiniClusterJobClient(
          id, running, FlinkServer.class.getClassLoader(), JobFinalizationBehavior.NOTHING);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerException("Flink did not take job " + jobName + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("stopped while submitting job " + jobName, e);
    }
  }

  private MiniCluster requireCluster() {
    MiniCluster running = cluster;
    if (running == null) {
      throw new IllegalStateException("Flink is not running");
    }
    return running;
  }

  /** Takes a checkpoint now; its completion shows in what sources commit. */
  public void triggerCheckpoint(JobClient job) {
    await(
        requireCluster().triggerCheckpoint(job.getJobID(), CheckpointType.CONFIGURED),
        "take a checkpoint");
  }

  /**
   * Ends a job in order: event time goes to its end, everything that waits is worked off, sinks
   * commit, and what is left is saved where {@link #latestCheckpoint} finds it.
   *
   * @throws ServerException when the job does not end within the limit
   */
  public void drain(JobClient job, String jobName) {
    Path folder = checkpoints.remember("drained-" + job.getJobID().toHexString(), jobName);
    await(
        job.stopWithSavepoint(true, folder.toUri().toString(), SavepointFormatType.NATIVE),
        "end job " + jobName);
  }

  private static <T> T await(CompletableFuture<T> future, String what) {
    try {
      return future.get(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerException("Flink did not %s: %s".formatted(what, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("stopped while asking Flink to " + what, e);
    }
  }

  @Override
  public String address() {
    return "http://localhost:" + port;
  }

  /** The REST address that jobs and pages use. */
  public URI restAddress() {
    return URI.create(address());
  }

  @Override
  public String version() {
    return EnvironmentInformation.getVersion();
  }

  @Override
  public boolean isHealthy() {
    MiniCluster running = cluster;
    try {
      return running != null
          && running.isRunning()
          && running.requestClusterOverview().get(3, TimeUnit.SECONDS).getNumSlotsTotal() == SLOTS;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    MiniCluster running = cluster;
    cluster = null;
    if (running == null) {
      return;
    }
    try {
      running.closeAsync().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerException("Flink did not stop in order: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
