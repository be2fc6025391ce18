package com.ytempire.ml.alerts.metric;

import static com.ytempire.ml.alerts.metric.Dimension.BYTES;
import static com.ytempire.ml.alerts.metric.Dimension.BYTE_RATE;
import static com.ytempire.ml.alerts.metric.Dimension.COUNT;
import static com.ytempire.ml.alerts.metric.Dimension.DURATION;
import static com.ytempire.ml.alerts.metric.Dimension.MONEY;
import static com.ytempire.ml.alerts.metric.Dimension.RATE;
import static com.ytempire.ml.alerts.metric.Dimension.SCORE;
import static com.ytempire.ml.alerts.metric.Dimension.SHARE;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that a condition may name. */
public enum Metric {
  /** Share of right answers among those whose outcome is known. */
  ACCURACY(MetricScope.VERSION, Span.DAY, Sample.JUDGED, SHARE),
  /** Of the answers that said "takes off", the share that did. */
  PRECISION(MetricScope.VERSION, Span.DAY, Sample.JUDGED, SHARE),
  /** Of what took off, the share that was said to. */
  RECALL(MetricScope.VERSION, Span.DAY, Sample.JUDGED, SHARE),
  /** Harmonic mean of both. */
  F1_SCORE(MetricScope.VERSION, Span.DAY, Sample.JUDGED, SHARE),
  /** How far the answers have moved from those of the training. */
  PREDICTION_DRIFT(MetricScope.VERSION, Span.FIXED, Sample.ANY, SCORE),
  /** How far the inputs have moved from those of the training. */
  FEATURE_DRIFT(MetricScope.VERSION, Span.FIXED, Sample.ANY, SCORE),
  /** Trainings that drift has asked for. */
  RETRAININGS(MetricScope.VERSION, Span.HOUR, Sample.ANY, COUNT),
  /** Half of the answers took at most as long. */
  LATENCY_P50(MetricScope.VERSION, Span.MOMENT, Sample.ASKED, DURATION),
  /** 95 of 100 did. */
  LATENCY_P95(MetricScope.VERSION, Span.MOMENT, Sample.ASKED, DURATION),
  /** 99 of 100 did. */
  LATENCY_P99(MetricScope.VERSION, Span.MOMENT, Sample.ASKED, DURATION),
  /** Answers per time. */
  THROUGHPUT(MetricScope.VERSION, Span.MOMENT, Sample.ANY, RATE),
  /** Share of the requests that got no answer. */
  ERROR_RATE(MetricScope.VERSION, Span.MOMENT, Sample.ASKED, SHARE),
  /** Share of time in which a GPU computed. */
  GPU_UTILIZATION(MetricScope.GPU, Span.FIXED, Sample.ANY, SHARE),
  /** Memory of a GPU in use, of all it has. */
  GPU_MEMORY_USED(MetricScope.GPU, Span.FIXED, Sample.ANY, SHARE, BYTES),
  /** Share of the cores' time since the last evaluation that was used. */
  CPU_UTILIZATION(MetricScope.MACHINE, Span.FIXED, Sample.ANY, SHARE),
  /** Memory of the machine that is not available, of all it has. */
  MEMORY_USED(MetricScope.MACHINE, Span.FIXED, Sample.ANY, SHARE, BYTES),
  /** Bytes read and written on all disks since the last evaluation, per second. */
  DISK_IO(MetricScope.MACHINE, Span.FIXED, Sample.ANY, BYTE_RATE),
  /** What providers took for answers. */
  API_COSTS(MetricScope.PLATFORM, Span.HOUR, Sample.ANY, MONEY),
  /** What all answers of the last hour cost. */
  HOURLY_COST(MetricScope.PLATFORM, Span.FIXED, Sample.ANY, MONEY),
  /** What all answers of the last 24 hours cost. */
  DAILY_COST(MetricScope.PLATFORM, Span.FIXED, Sample.ANY, MONEY),
  /** What one video cost. */
  COST_PER_VIDEO(MetricScope.PLATFORM, Span.DAY, Sample.ANY, MONEY),
  /** Videos that were made. */
  VIDEOS_GENERATED(MetricScope.PLATFORM, Span.DAY, Sample.ANY, COUNT),
  /** Share of made content that was good enough. */
  QUALITY_PASS_RATE(MetricScope.PLATFORM, Span.DAY, Sample.ANY, SHARE);

  /** Over which time a metric is taken where a rule does not say. */
  private enum Span {
    /** The metric has no other. */
    FIXED(null),
    MOMENT(Duration.ofMinutes(5)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofHours(24));

    private final @Nullable Duration window;

    Span(@Nullable Duration window) {
      this.window = window;
    }
  }

  /** How many it takes for a figure to say anything, where a rule does not say. */
  private enum Sample {
    ANY(0),
    /** The p95 of fewer is their slowest. */
    ASKED(20),
    /** As many as a canary needs; a share of 0.8 is then known to 0.04. */
    JUDGED(100);

    private final int least;

    Sample(int least) {
      this.least = least;
    }
  }

  private final MetricScope scope;
  private final Span span;
  private final Sample sample;
  private final List<Dimension> dimensions;

  Metric(MetricScope scope, Span span, Sample sample, Dimension... dimensions) {
    this.scope = scope;
    this.span = span;
    this.sample = sample;
    this.dimensions = List.of(dimensions);
  }

  /** The name in conditions. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public MetricScope scope() {
    return scope;
  }

  /** What it can be compared with; the first one where a value has no unit. */
  public List<Dimension> dimensions() {
    return dimensions;
  }

  /** The usual window; empty where the metric has a window of its own or none. */
  public Optional<Duration> window() {
    return Optional.ofNullable(span.window);
  }

  /** Samples below which a reading says nothing; 0 for metrics that are not made of samples. */
  public int leastSamples() {
    return sample.least;
  }

  public static Optional<Metric> ofWord(String word) {
    return Arrays.stream(values()).filter(metric -> metric.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Metric::word).toList();
  }
}
