package com.ytempire.ml.features.series;

import com.ytempire.ml.features.definition.Aggregation;
import java.util.Arrays;

/**
 * Computes an aggregate over a stretch of samples and tiles. Every value is computed afresh from
 * oldest to newest, so that it depends on the samples only. Holds scratch arrays; confined to one
 * thread.
 */
final class Aggregator {
  private Samples samples;
  private int tileFrom;
  private int tileTo;
  private int from;
  private int to;
  private double[] scratch = new double[64];
  private double[] weights = new double[64];

  Aggregator(Samples samples) {
    this.samples = samples;
  }

  /** Chooses the samples: all of them. */
  void selectAll(Samples source) {
    samples = source;
    tileFrom = 0;
    tileTo = source.tileCount;
    from = source.head;
    to = source.end;
  }

  /** Chooses the samples in [start, end); tiles count where they start. */
  void select(Samples source, long start, long end) {
    selectAll(source);
    while (tileFrom < tileTo && source.tileStart(tileFrom) < start) {
      tileFrom++;
    }
    while (tileTo > tileFrom && source.tileStart(tileTo - 1) >= end) {
      tileTo--;
    }
    while (from < to && source.times[from] < start) {
      from++;
    }
    while (to > from && source.times[to - 1] >= end) {
      to--;
    }
  }

  /** How many samples are chosen. */
  long count() {
    long count = to - from;
    for (int i = tileFrom; i < tileTo; i++) {
      count += samples.tiles.get(i).count;
    }
    return count;
  }

  /** The aggregate of the chosen samples; NaN is null. */
  double aggregate(Aggregation aggregation) {
    long count = count();
    if (count == 0) {
      return switch (aggregation.kind()) {
        case COUNT, DISTINCT -> 0;
        default -> Double.NaN;
      };
    }
    return switch (aggregation.kind()) {
      case COUNT -> count;
      case SUM -> sum();
      case MEAN -> sum() / count;
      case MIN -> min();
      case MAX -> max();
      case STDDEV -> count < 2 ? Double.NaN : Math.sqrt(squares(sum() / count) / (count - 1));
      case LAST -> to > from ? samples.values[to - 1] : samples.tiles.get(tileTo - 1).last;
      case DISTINCT -> distinct();
      case QUANTILE -> quantile(aggregation.quantile(), count);
    };
  }

  private double sum() {
    double sum = 0;
    for (int i = tileFrom; i < tileTo; i++) {
      sum += samples.tiles.get(i).sum;
    }
    for (int i = from; i < to; i++) {
      sum += samples.values[i];
    }
    return sum;
  }

  private double min() {
    double min = Double.POSITIVE_INFINITY;
    for (int i = tileFrom; i < tileTo; i++) {
      min = Math.min(min, samples.tiles.get(i).min);
    }
    for (int i = from; i < to; i++) {
      min = Math.min(min, samples.values[i]);
    }
    return min;
  }

  private double max() {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = tileFrom; i < tileTo; i++) {
      max = Math.max(max, samples.tiles.get(i).max);
    }
    for (int i = from; i < to; i++) {
      max = Math.max(max, samples.values[i]);
    }
    return max;
  }

  /** Sum of squared distances from the mean, of tiles by shifting their own (Chan et al.). */
  private double squares(double mean) {
    double squares = 0;
    for (int i = tileFrom; i < tileTo; i++) {
      Tile tile = samples.tiles.get(i);
      double shift = tile.sum / tile.count - mean;
      squares += tile.squares + tile.count * shift * shift;
    }
    for (int i = from; i < to; i++) {
      double distance = samples.values[i] - mean;
      squares += distance * distance;
    }
    return squares;
  }

  private double distinct() {
    int n = 0;
    for (int i = tileFrom; i < tileTo; i++) {
      Tile tile = samples.tiles.get(i);
      for (int k = 0; k < tile.keptCount; k++) {
        n = gather(n, tile.kept[k], 1);
      }
    }
    for (int i = from; i < to; i++) {
      if (samples.level == 0 || Tile.levelOf(samples.values[i]) >= samples.level) {
        n = gather(n, samples.values[i], 1);
      }
    }
    Arrays.sort(scratch, 0, n);
    long different = n == 0 ? 0 : 1;
    for (int i = 1; i < n; i++) {
      different += scratch[i] == scratch[i - 1] ? 0 : 1;
    }
    return Math.scalb((double) different, samples.level);
  }

  private double quantile(double quantile, long count) {
    int n = 0;
    for (int i = tileFrom; i < tileTo; i++) {
      Tile tile = samples.tiles.get(i);
      for (int k = 0; k < tile.keptCount; k++) {
        n = gather(n, tile.kept[k], (double) tile.count / tile.keptCount);
      }
    }
    boolean weighted = n > 0;
    for (int i = from; i < to; i++) {
      n = gather(n, samples.values[i], 1);
    }
    double rank = quantile * (count - 1);
    double low = Math.floor(rank);
    double fraction = rank - low;
    if (!weighted) {
      Arrays.sort(scratch, 0, n);
      double lower = scratch[(int) low];
      double upper = scratch[Math.min((int) low + 1, n - 1)];
      return lower + fraction * (upper - lower);
    }
    sortWithWeights(n);
    double lower = valueAtRank(low, n);
    return lower + fraction * (valueAtRank(low + 1, n) - lower);
  }

  private double valueAtRank(double rank, int n) {
    double reached = 0;
    for (int i = 0; i < n; i++) {
      reached += weights[i];
      if (reached > rank) {
        return scratch[i];
      }
    }
    return scratch[n - 1];
  }

  private int gather(int n, double value, double weight) {
    if (n == scratch.length) {
      scratch = Arrays.copyOf(scratch, n * 2);
      weights = Arrays.copyOf(weights, n * 2);
    }
    scratch[n] = value;
    weights[n] = weight;
    return n + 1;
  }

  /** Shell sort of values together with their weights: no objects, few elements. */
  private void sortWithWeights(int n) {
    for (int gap = n / 2; gap > 0; gap = gap == 2 ? 1 : (int) (gap / 2.2)) {
      for (int i = gap; i < n; i++) {
        double value = scratch[i];
        double weight = weights[i];
        int j = i;
        for (; j >= gap && scratch[j - gap] > value; j -= gap) {
          scratch[j] = scratch[j - gap];
          weights[j] = weights[j - gap];
        }
        scratch[j] = value;
        weights[j] = weight;
      }
    }
  }
}
