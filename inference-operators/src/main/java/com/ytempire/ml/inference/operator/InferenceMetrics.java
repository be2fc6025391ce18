package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.engine.ModelEngine;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of {@link ModelInference}. Counters are of one subtask; a model's gauges are of its
 * shared engine, so every subtask of a process shows the same.
 */
final class InferenceMetrics {
  static final String REQUESTS = "inferenceRequests";
  static final String PENDING = "inferencePending";
  static final String RETRIES = "inferenceRetries";
  static final String TIMEOUTS = "inferenceTimeouts";

  /** Times that another version had to be asked than the one that a record was stamped with. */
  static final String FALLBACKS = "inferenceVersionFallbacks";

  /** Records that failed, timeouts not counted. */
  static final String FAILURES = "inferenceFailures";

  /** Group, with the reason as value, of the failures of one reason. */
  static final String REASON = "reason";

  static final String MODEL = "model";
  static final String DEVICE = "device";
  static final String WAITING = "queueLength";
  static final String REJECTIONS = "rejections";
  static final String BATCH_SIZE = "meanBatchSize";
  static final String QUEUE_MILLIS = "meanQueueMillis";
  static final String COMPUTE_MILLIS = "meanComputeMillis";

  private final MetricGroup group;
  private final Counter requests;
  private final Counter retries;
  private final Counter timeouts;
  private final Counter fallbacks;
  private final Counter failures;
  private final Map<InferenceException.Reason, Counter> reasons =
      new EnumMap<>(InferenceException.Reason.class);

  InferenceMetrics(MetricGroup group) {
    this.group = group;
    this.requests = counter(group, REQUESTS);
    this.retries = counter(group, RETRIES);
    this.timeouts = counter(group, TIMEOUTS);
    this.fallbacks = counter(group, FALLBACKS);
    this.failures = counter(group, FAILURES);
    for (InferenceException.Reason reason : InferenceException.Reason.values()) {
      reasons.put(
          reason,
          counter(group.addGroup(REASON, reason.name().toLowerCase(Locale.ROOT)), FAILURES));
    }
  }

  /** Shows what the engine of a model does; zeros while it is not loaded. */
  void watch(String model, Supplier<@Nullable ModelEngine> engine) {
    MetricGroup own = group.addGroup(MODEL, model);
    own.<String, Gauge<String>>gauge(
        DEVICE,
        () -> {
          ModelEngine loaded = engine.get();
          return loaded == null ? "none" : loaded.device();
        });
    statistic(own, WAITING, engine, BatcherStatistics::waiting);
    statistic(own, REJECTIONS, engine, BatcherStatistics::rejected);
    statistic(own, BATCH_SIZE, engine, BatcherStatistics::meanBatchSize);
    statistic(own, QUEUE_MILLIS, engine, BatcherStatistics::meanQueueMillis);
    statistic(own, COMPUTE_MILLIS, engine, BatcherStatistics::meanComputeMillis);
  }

  void watchPending(IntSupplier pending) {
    group.<Integer, Gauge<Integer>>gauge(PENDING, pending::getAsInt);
  }

  void requested() {
    requests.inc();
  }

  void retried() {
    retries.inc();
  }

  void fellBack() {
    fallbacks.inc();
  }

  void failed(FailedInference<?> failure) {
    if (failure.isTimeout()) {
      timeouts.inc();
    } else {
      failures.inc();
    }
    Counter reason = reasons.get(failure.reason());
    if (reason != null) {
      reason.inc();
    }
  }

  private static void statistic(
      MetricGroup group,
      String name,
      Supplier<@Nullable ModelEngine> engine,
      ToDoubleFunction<BatcherStatistics> value) {
    group.<Double, Gauge<Double>>gauge(
        name,
        () -> {
          ModelEngine loaded = engine.get();
          return loaded == null ? 0.0 : value.applyAsDouble(loaded.statistics());
        });
  }

  /** Several threads count, for which Flink's plain counters are not made. */
  private static Counter counter(MetricGroup group, String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }
}
