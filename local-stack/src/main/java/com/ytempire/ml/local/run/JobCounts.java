package com.ytempire.ml.local.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Reads a job's exact counters. */
final class JobCounts {
  private static final long LIMIT_SECONDS = 60;

  private JobCounts() {}

  /**
   * The counters as the last heartbeat of the tasks told them; empty where Flink does not answer.
   */
  static Map<String, Long> of(JobClient job) throws InterruptedException {
    try {
      return counts(job.getAccumulators().get(LIMIT_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Map.of();
    }
  }

  /** The final counters of a job that has ended. */
  static Map<String, Long> ofEnded(JobClient job) throws Exception {
    return of(job.getJobExecutionResult().get(LIMIT_SECONDS, TimeUnit.SECONDS));
  }

  /** The counters in a job's result. */
  static Map<String, Long> of(JobExecutionResult result) {
    return counts(result.getAllAccumulatorResults());
  }

  private static Map<String, Long> counts(Map<String, Object> accumulators) {
    var counts = new HashMap<String, Long>();
    accumulators.forEach(
        (name, value) -> {
          if (value instanceof Long count) {
            counts.put(name, count);
          }
        });
    return counts;
  }
}
