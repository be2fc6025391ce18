package com.ytempire.ml.drift.stream;

import com.ytempire.ml.drift.statistic.InvalidSampleException;
import com.ytempire.ml.drift.statistic.SortedSample;
import org.apache.datasketches.common.SketchesArgumentException;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.DoublesSortedView;

/**
 * A summary of a sample that is too large to keep: its distribution function, wrong by no more than
 * a stated share. A KLL sketch (Karnin, Lang and Liberty 2016, "Optimal Quantile Approximation in
 * Streams"), by Apache DataSketches, in the memory of the JVM.
 *
 * <p>Sketches of parts can be merged, in any order. Up to the size given by {@code k} it holds all
 * values and is exact. Beyond, it forgets values at random, and not by a seed: the same values
 * twice give sketches that differ within the error. Confined to one thread.
 */
public final class SketchedSample {
  /** Usual size: an error of 0.28 %, about 25 KB. */
  public static final int DEFAULT_K = 1000;

  /** Share of sketches whose error at no value is above {@link #rankError()}. */
  public static final double CONFIDENCE = 0.99;

  private final KllDoublesSketch sketch;

  private SketchedSample(KllDoublesSketch sketch) {
    this.sketch = sketch;
  }

  /** A sketch of nothing yet, of the usual size. */
  public static SketchedSample empty() {
    return empty(DEFAULT_K);
  }

  /**
   * A sketch of nothing yet.
   *
   * @param k size, 8 to 65,535; the error is about 2.3 / k^0.97 and its bytes about 25 k
   */
  public static SketchedSample empty(int k) {
    if (k < 8 || k > KllDoublesSketch.MAX_K) {
      throw new IllegalArgumentException(
          "k is %d; expected 8 to %d".formatted(k, KllDoublesSketch.MAX_K));
    }
    return new SketchedSample(KllDoublesSketch.newHeapInstance(k));
  }

  /**
   * Takes a value in.
   *
   * @throws InvalidSampleException when it is not finite
   */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidSampleException("a value is %s; expected a finite number".formatted(value));
    }
    sketch.update(value + 0.0);
  }

  /** Takes all values in that another sketch stands for. It stays as it is. */
  public void merge(SketchedSample other) {
    sketch.merge(other.sketch);
  }

  /** How many values it stands for. */
  public long count() {
    return sketch.getN();
  }

  /**
   * How far the distribution function is off at most, at any value, in {@link #CONFIDENCE} of
   * sketches; 0 while all values are held. DataSketches' figure for k, or for the smallest k of
   * what was merged: the 99th percentile of the largest error in thousands of trials.
   */
  public double rankError() {
    return sketch.isEstimationMode() ? sketch.getNormalizedRankError(false) : 0;
  }

  /**
   * The Kolmogorov-Smirnov statistic of a reference and this sample.
   *
   * @throws InvalidSampleException when this is empty
   */
  public SketchedKs compareWith(SortedSample reference) {
    return SketchedKs.of(Steps.of(reference), steps(), rankError(), rankError() > 0 ? 1 : 0);
  }

  /**
   * The Kolmogorov-Smirnov statistic of a reference's sketch and this sample.
   *
   * @throws InvalidSampleException when one is empty
   */
  public SketchedKs compareWith(SketchedSample reference) {
    int estimates = (rankError() > 0 ? 1 : 0) + (reference.rankError() > 0 ? 1 : 0);
    return SketchedKs.of(
        reference.steps(), steps(), reference.rankError() + rankError(), estimates);
  }

  /** To be stored, sent or merged elsewhere; DataSketches' format. */
  public byte[] toBytes() {
    return sketch.toByteArray();
  }

  /**
   * A sketch that was stored.
   *
   * @throws IllegalArgumentException when these are not bytes of {@link #toBytes}
   */
  public static SketchedSample fromBytes(byte[] bytes) {
    try {
      return new SketchedSample(KllDoublesSketch.heapify(Memory.wrap(bytes)));
    } catch (SketchesArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("%d bytes: no stored sketch".formatted(bytes.length), e);
    }
  }

  private Steps steps() {
    if (sketch.isEmpty()) {
      throw new InvalidSampleException("the sketch has no values; at least one is needed");
    }
    DoublesSortedView view = sketch.getSortedView();
    double[] values = view.getQuantiles();
    return new Steps(values, view.getCumulativeWeights());
  }

  /** A distribution function: values in ascending order and how many values are up to each. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on at once and never compared.
  record Steps(double[] values, long[] upTo) {
    static Steps of(SortedSample sample) {
      long[] upTo = new long[sample.size()];
      for (int i = 0; i < upTo.length; i++) {
        upTo[i] = i + 1;
      }
      return new Steps(sample.toArray(), upTo);
    }

    long size() {
      return upTo[upTo.length - 1];
    }
  }
}
