package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.cached.TextInference;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of {@link TitleInference}. Counters are of one subtask; gauges are of the shared engine,
 * so every subtask of a process shows the same.
 */
final class TitleInferenceMetrics {
  static final String REQUESTS = "titleRequests";
  static final String FAILURES = "titleFailures";
  static final String TIMEOUTS = "titleTimeouts";
  static final String CACHE_HITS = "textCacheHits";
  static final String CACHE_MISSES = "textCacheMisses";
  static final String WAITING = "textQueueLength";
  static final String REJECTIONS = "textRejections";
  static final String BATCH_SIZE = "textMeanBatchSize";
  static final String QUEUE_MILLIS = "textMeanQueueMillis";
  static final String COMPUTE_MILLIS = "textMeanComputeMillis";

  private final Counter requests;
  private final Counter failures;
  private final Counter timeouts;

  TitleInferenceMetrics(MetricGroup group, TextInference engine) {
    this.requests = group.counter(REQUESTS);
    this.failures = group.counter(FAILURES);
    this.timeouts = group.counter(TIMEOUTS);
    gauge(group, CACHE_HITS, () -> engine.statistics().cacheHits());
    gauge(group, CACHE_MISSES, () -> engine.statistics().cacheMisses());
    gauge(group, WAITING, () -> engine.statistics().batching().waiting());
    gauge(group, REJECTIONS, () -> engine.statistics().batching().rejected());
    gauge(group, BATCH_SIZE, () -> engine.statistics().batching().meanBatchSize());
    gauge(group, QUEUE_MILLIS, () -> engine.statistics().batching().meanQueueMillis());
    gauge(group, COMPUTE_MILLIS, () -> engine.statistics().batching().meanComputeMillis());
  }

  void requested() {
    requests.inc();
  }

  /** Called on the engine's threads: Flink's plain counters are not made for several writers. */
  synchronized void failed() {
    failures.inc();
  }

  void timedOut() {
    timeouts.inc();
  }

  private static <T> void gauge(MetricGroup group, String name, Gauge<T> gauge) {
    group.gauge(name, gauge);
  }
}
