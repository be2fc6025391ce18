package com.ytempire.ml.jobs.io;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What every job on live streams sets in its environment, whatever else is set there. */
public final class StreamSettings {
  /** Most subtasks that a job can ever be rescaled to: the number of its key groups. */
  static final int MAX_PARALLELISM = 128;

  private StreamSettings() {}

  /**
   * Sets them.
   *
   * @param parallelism subtasks per operator
   */
  public static void apply(StreamExecutionEnvironment env, int parallelism) {
    var config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Elements are immutable records, so operators of a chain may share them.
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    env.configure(config);
    env.setParallelism(parallelism);
  }
}
