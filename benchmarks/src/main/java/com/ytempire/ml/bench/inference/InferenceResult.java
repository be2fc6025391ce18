package com.ytempire.ml.bench.inference;

import com.ytempire.ml.bench.inference.InferenceMode.Path;
import com.ytempire.ml.bench.measure.Statistics;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What was measured of one model.
 *
 * @param name of the model
 * @param unit what a request is called, in the plural
 * @param heavy whether batching must pay
 * @param device where it ran
 * @param requests per round and mode
 * @param maxDelayMillis longest time that the engine holds a request back for company
 * @param perSecond of each mode and round
 * @param latency of each mode, all rounds together, in nanoseconds
 */
record InferenceResult(
    String name,
    String unit,
    boolean heavy,
    String device,
    int requests,
    double maxDelayMillis,
    Map<InferenceMode, double[]> perSecond,
    Map<InferenceMode, Histogram> latency) {

  /** Median rate of a mode over the rounds. */
  double median(InferenceMode mode) {
    return Statistics.median(rates(mode));
  }

  /** The raw mode that is fastest by its median: the limit. */
  InferenceMode limit() {
    return fastest(Path.RAW);
  }

  private InferenceMode fastest(Path path) {
    return measured().stream()
        .filter(mode -> mode.path() == path)
        .max(Comparator.comparingDouble(this::median))
        .orElseThrow();
  }

  /** Rate of a mode over that of another, the median of the rounds' ratios. */
  double ratio(InferenceMode mode, InferenceMode other) {
    double[] rates = rates(mode);
    double[] others = rates(other);
    return Statistics.median(
        IntStream.range(0, rates.length).mapToDouble(i -> rates[i] / others[i]).toArray());
  }

  /** Milliseconds that so many percent of the calls took at most. */
  double millis(InferenceMode mode, double percent) {
    Histogram histogram = latency.get(mode);
    return histogram == null ? Double.NaN : histogram.getValueAtPercentile(percent) / 1e6;
  }

  /** Milliseconds that the engine adds to the 99th percentile of a caller who is alone. */
  double addedMillis() {
    return millis(InferenceMode.ENGINE_ALONE, 99) - millis(InferenceMode.SINGLE_CALLER_ALONE, 99);
  }

  /** The modes to show: of the raw ones only the fastest in each order. */
  List<InferenceMode> shown() {
    InferenceMode limit = limit();
    return measured().stream()
        .filter(mode -> mode.path() != Path.RAW || mode.equals(limit))
        .filter(mode -> mode.path() != Path.SORTED || mode.equals(fastest(Path.SORTED)))
        .toList();
  }

  /** The modes that were measured, in the report's order. */
  List<InferenceMode> measured() {
    return InferenceMode.all().stream().filter(perSecond::containsKey).toList();
  }

  private double[] rates(InferenceMode mode) {
    double[] rates = perSecond.get(mode);
    if (rates == null) {
      throw new IllegalArgumentException(mode + " was not measured");
    }
    return Arrays.copyOf(rates, rates.length);
  }
}
