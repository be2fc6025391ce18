package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.jobs.io.EventTime;
import com.ytempire.ml.jobs.io.KafkaSources;
import com.ytempire.ml.jobs.io.StreamSettings;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The feature job on live streams: Kafka to the stores.
 *
 * @param plan the features
 * @param settings where the servers are
 * @param titleModels the text models
 * @param options how it runs
 */
public record FeatureJob(
    FeaturePlan plan, PlatformSettings settings, TitleModels titleModels, Options options) {
  /** Name of the job, and of what belongs to it: consumer group, transactions, checkpoints. */
  public static final String NAME = "feature-job";

  /**
   * How the job runs.
   *
   * @param outOfOrderness how far behind its partition's newest event an event may come; every
   *     event waits that long in event time, unless heartbeats hurry time on
   * @param idleness after how long a silent partition stops holding event time back
   * @param parallelism subtasks per operator
   */
  public record Options(Duration outOfOrderness, Duration idleness, int parallelism) {
    /**
     * Five seconds cover the reordering of retries and of producers side by side; a partition that
     * is silent for half a minute has no producer that sends heartbeats.
     */
    public static Options defaults(int parallelism) {
      return new Options(Duration.ofSeconds(5), Duration.ofSeconds(30), parallelism);
    }
  }

  /**
   * The job with the models that the plan names.
   *
   * @param engines where models are and how they run
   */
  public static FeatureJob of(
      FeaturePlan plan, PlatformSettings settings, EngineSettings engines, Options options) {
    return new FeatureJob(plan, settings, TitleModels.of(plan, engines), options);
  }

  /** Adds the job to the environment; does not run it. */
  public void define(StreamExecutionEnvironment env) {
    StreamSettings.apply(env, options.parallelism());
    String kafka = settings.kafka().bootstrapServers();
    FeaturePipeline.define(
        env,
        plan,
        new FeatureInputs(
            KafkaSources.videos(kafka, NAME),
            EventTime.live(options.outOfOrderness(), options.idleness()),
            KafkaSources.signals(kafka, NAME),
            EventTime.live(options.outOfOrderness(), options.idleness())),
        titleModels,
        new StoreOutputs(plan, settings, NAME, StoreOutputs.Topics.PUBLISH),
        Instant.MAX);
  }
}
