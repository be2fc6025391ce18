package com.ytempire.ml.local.run;

import com.ytempire.ml.jobs.features.FeatureBackfill;
import com.ytempire.ml.jobs.training.SetPlaces;
import com.ytempire.ml.jobs.training.TrainingSetJob;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.stored.TrainingSetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Makes a training set by the batch job, in this JVM. Confined to one thread. */
public final class TrainingSetRun {
  private final SetPlan plan;
  private final SetPlaces places;
  private final @Nullable Path entities;
  private final int parallelism;

  /**
   * @param entities the file of the entities; null for a set of snapshots
   * @param parallelism tasks per operator
   */
  public TrainingSetRun(SetPlan plan, SetPlaces places, @Nullable Path entities, int parallelism) {
    this.plan = plan;
    this.places = places;
    this.entities = entities;
    this.parallelism = parallelism;
  }

  /**
   * Runs to the end.
   *
   * @return what the set is made of
   * @throws DatasetException when there is no example, or a set at the target
   * @throws ServerException when the job fails
   */
  public TrainingSetManifest run() throws IOException {
    try (TrainingSources.Place place = TrainingSources.open(places.target(), places.objects())) {
      var folder = new TrainingSetFolder(place.files(), places.target());
      folder.requireFree();
      var env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
      new TrainingSetJob(plan, places, entities).define(env);
      Map<String, Long> counts = JobCounts.of(execute(env));
      if (!folder.exists()) {
        throw plan.empty(
            counts.getOrDefault(TrainingSetJob.SNAPSHOTS, 0L),
            counts.getOrDefault(TrainingSetJob.TIMES, 0L));
      }
      return folder.manifest();
    }
  }

  private static Configuration configuration() {
    Configuration config = FeatureBackfill.batchSettings();
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(192));
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return config;
  }

  private static JobExecutionResult execute(StreamExecutionEnvironment env) {
    try {
      return env.execute(TrainingSetJob.NAME);
    } catch (JobExecutionException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new ServerException("the job failed: " + root.getMessage(), e);
    } catch (Exception e) { // Flink declares no narrower one
      throw new ServerException("the job could not be run: " + e.getMessage(), e);
    }
  }
}
