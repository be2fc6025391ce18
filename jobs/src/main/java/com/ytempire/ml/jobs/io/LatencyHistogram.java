package com.ytempire.ml.jobs.io;

import org.HdrHistogram.ConcurrentHistogram;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/**
 * Latencies in milliseconds since the start, to 3 significant digits and up to one day, as a Flink
 * metric. Safe to share between threads; a reader may merge {@link #snapshot()}s exactly, which
 * percentiles alone would not allow.
 */
public final class LatencyHistogram implements Histogram {
  private static final long LONGEST_MILLIS = 24L * 3600 * 1000;

  private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST_MILLIS, 3);

  /**
   * Negative latencies, from clocks that disagree, count as 0; longer than a day counts as a day.
   */
  @Override
  public void update(long millis) {
    histogram.recordValue(Math.max(0, Math.min(LONGEST_MILLIS, millis)));
  }

  @Override
  public long getCount() {
    return histogram.getTotalCount();
  }

  public org.HdrHistogram.Histogram snapshot() {
    return histogram.copy();
  }

  @Override
  public HistogramStatistics getStatistics() {
    return new Statistics(snapshot());
  }

  private static final class Statistics extends HistogramStatistics {
    private final org.HdrHistogram.Histogram values;

    Statistics(org.HdrHistogram.Histogram values) {
      this.values = values;
    }

    @Override
    public double getQuantile(double quantile) {
      return values.getValueAtPercentile(quantile * 100);
    }

    @Override
    public long[] getValues() {
      // Only percentiles are kept, not the values themselves.
      return new long[0];
    }

    @Override
    public int size() {
      return (int) Math.min(Integer.MAX_VALUE, values.getTotalCount());
    }

    @Override
    public double getMean() {
      return values.getMean();
    }

    @Override
    public double getStdDev() {
      return values.getStdDeviation();
    }

    @Override
    public long getMax() {
      return values.getMaxValue();
    }

    @Override
    public long getMin() {
      return values.getMinValue();
    }
  }
}
