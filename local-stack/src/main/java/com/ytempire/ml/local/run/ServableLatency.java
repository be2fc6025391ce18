package com.ytempire.ml.local.run;

import com.ytempire.ml.jobs.io.LatencyHistogram;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Gathers the event-to-servable latencies of every sink subtask in this JVM, also of those that a
 * recovery has replaced. Flink makes the reporter; {@link #merged()} may be called from any thread.
 */
public final class ServableLatency implements MetricReporter {
  private static final Queue<LatencyHistogram> HISTOGRAMS = new ConcurrentLinkedQueue<>();

  /** All latencies so far, in milliseconds. */
  static Histogram merged() {
    var all = new Histogram(3);
    HISTOGRAMS.forEach(histogram -> all.add(histogram.snapshot()));
    return all;
  }

  @Override
  public void open(MetricConfig config) {
    // A cluster that starts begins to measure anew.
    HISTOGRAMS.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
    if (metric instanceof LatencyHistogram latency) {
      HISTOGRAMS.add(latency);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
    // What was measured stays measured.
  }

  @Override
  public void close() {}
}
