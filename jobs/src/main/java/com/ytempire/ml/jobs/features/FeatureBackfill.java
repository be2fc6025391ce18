package com.ytempire.ml.jobs.features;

import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.EventTime;
import com.ytempire.ml.jobs.io.LocalFiles;
import com.ytempire.ml.jobs.io.SignalRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The feature job over bounded files, in Flink's batch mode.
 *
 * @param plan the features
 * @param files the events, JSON lines or trending CSV
 * @param signals whether trend signals in the files are aggregated too; rows in a file never hold
 *     them, so a backfill to a file leaves them out
 * @param from results before this time are not written; {@link Instant#MIN} for all
 * @param until events at or after this time are not read; {@link Instant#MAX} for all
 */
public record FeatureBackfill(
    FeaturePlan plan, List<Path> files, boolean signals, Instant from, Instant until) {
  /** Name of the job. */
  public static final String NAME = "feature-backfill";

  public FeatureBackfill {
    files = List.copyOf(files);
  }

  /** Settings that a batch run needs in its environment, whatever else is set there. */
  public static Configuration batchSettings() {
    var config = new Configuration();
    config.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    config.set(PipelineOptions.OBJECT_REUSE, true);
    return config;
  }

  /**
   * Adds the job to the environment; does not run it.
   *
   * @param clock tells when the run began, which is when the platform knows the events
   */
  public void define(
      StreamExecutionEnvironment env,
      TitleModels titleModels,
      FeatureOutputs outputs,
      Clock clock) {
    long now = clock.millis();
    @Nullable Source<SignalRecord, ?, ?> signalSource =
        signals ? LocalFiles.signals(files, now) : null;
    FeaturePipeline.define(
        env,
        plan,
        new FeatureInputs(
            LocalFiles.videos(files, now), EventTime.bounded(), signalSource, EventTime.bounded()),
        titleModels,
        from.equals(Instant.MIN) ? outputs : new OutputsFrom(from, outputs),
        until);
  }
}
