package com.ytempire.ml.bench.features;

import com.ytempire.ml.bench.measure.TemporaryFolder;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobSubmissionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this process on which one job after the other runs, with the settings of the
 * platform's own: RocksDB has 256 MB, generic types are refused, elements of a chain are shared.
 */
final class BenchmarkCluster implements AutoCloseable {
  /** As in the feature job: the number of key groups. */
  private static final int MAX_PARALLELISM = 128;

  private final MiniCluster cluster;
  private final Configuration configuration;
  private final TemporaryFolder folder;

  private BenchmarkCluster(
      MiniCluster cluster, Configuration configuration, TemporaryFolder folder) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.folder = folder;
  }

  static BenchmarkCluster start(int parallelism) throws Exception {
    TemporaryFolder folder = TemporaryFolder.create();
    var configuration = new Configuration();
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.setString("state.backend.rocksdb.memory.fixed-per-tm", "256mb");
    configuration.setString("state.backend.rocksdb.localdir", folder.path().toString());
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    cluster.start();
    return new BenchmarkCluster(cluster, configuration, folder);
  }

  /** An environment for one job, whose state is of the given kind. */
  StreamExecutionEnvironment environment(JobCase.Backend backend, int parallelism) {
    var ofJob = new Configuration(configuration);
    ofJob.set(StateBackendOptions.STATE_BACKEND, backend.option());
    var env = new StreamExecutionEnvironment(ofJob);
    env.setParallelism(parallelism);
    return env;
  }

  /**
   * Runs the environment's job and waits for its end.
   *
   * @throws Exception why the job failed
   */
  void run(StreamExecutionEnvironment env, String name) throws Exception {
    var graph = env.getStreamGraph();
    graph.setJobName(name);
    graph.setJobId(new JobID());
    JobResult result = cluster.submitJob(graph).thenCompose(this::result).get();
    result.toJobExecutionResult(BenchmarkCluster.class.getClassLoader());
  }

  private CompletableFuture<JobResult> result(JobSubmissionResult submitted) {
    return cluster.requestJobResult(submitted.getJobID());
  }

  @Override
  public void close() throws Exception {
    try {
      cluster.close();
    } finally {
      folder.close();
    }
  }
}
