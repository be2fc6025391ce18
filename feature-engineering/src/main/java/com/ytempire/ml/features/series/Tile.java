package com.ytempire.ml.features.series;

import com.ytempire.ml.features.expression.Fingerprint;

/** The samples of one stretch of time, folded. Mutable; confined to one thread. */
final class Tile {
  /** How many values a tile keeps for quantiles. */
  static final int KEPT = 16;

  long index;
  long lastTime;
  long count;
  double sum;
  double squares;
  double min;
  double max;
  double last;
  int keptCount;
  double[] kept = new double[KEPT];

  void start(long index) {
    this.index = index;
    count = 0;
    sum = 0;
    squares = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    keptCount = 0;
  }

  void add(long time, double value, SampleMode mode, int level) {
    lastTime = time;
    count++;
    switch (mode) {
      case MOMENTS -> addMoments(value);
      case QUANTILES -> addToReservoir(value);
      case DISTINCT -> addDistinct(value, level);
    }
  }

  private void addMoments(double value) {
    double before = count == 1 ? value : sum / (count - 1);
    sum += value;
    squares += (value - before) * (value - sum / count);
    min = Math.min(min, value);
    max = Math.max(max, value);
    last = value;
  }

  /** Reservoir sampling whose dice depend only on the tile and the position in it. */
  private void addToReservoir(double value) {
    if (keptCount < KEPT) {
      kept[keptCount++] = value;
      return;
    }
    long dice = Fingerprint.mix(Fingerprint.mix(index) + count);
    long place = Long.remainderUnsigned(dice, count);
    if (place < KEPT) {
      kept[(int) place] = value;
    }
  }

  private void addDistinct(double value, int level) {
    if (levelOf(value) < level) {
      return;
    }
    for (int i = 0; i < keptCount; i++) {
      if (kept[i] == value) {
        return;
      }
    }
    keep(value);
  }

  private void keep(double value) {
    if (keptCount == kept.length) {
      kept = java.util.Arrays.copyOf(kept, keptCount * 2);
    }
    kept[keptCount++] = value;
  }

  void thinTo(int level) {
    int stay = 0;
    for (int i = 0; i < keptCount; i++) {
      if (levelOf(kept[i]) >= level) {
        kept[stay++] = kept[i];
      }
    }
    keptCount = stay;
  }

  /** Half of all values have level 0, a quarter 1, and so on. */
  static int levelOf(double value) {
    return Long.numberOfLeadingZeros(Fingerprint.mix(Double.doubleToLongBits(value)));
  }

  void write(StateWriter out, SampleMode mode, long baseTime) {
    out.writeSigned(index);
    out.writeVarint(baseTime - lastTime);
    out.writeVarint(count);
    if (mode == SampleMode.MOMENTS) {
      out.writeDouble(sum);
      out.writeDouble(squares);
      out.writeDouble(min);
      out.writeDouble(max);
      out.writeDouble(last);
    } else {
      out.writeVarint(keptCount);
      for (int i = 0; i < keptCount; i++) {
        out.writeDouble(kept[i]);
      }
    }
  }

  void read(StateReader in, SampleMode mode, long baseTime) {
    start(in.readSigned());
    lastTime = baseTime - in.readVarint();
    count = in.readVarint();
    if (mode == SampleMode.MOMENTS) {
      sum = in.readDouble();
      squares = in.readDouble();
      min = in.readDouble();
      max = in.readDouble();
      last = in.readDouble();
    } else {
      int n = in.readCount(Samples.MAX_DISTINCT);
      for (int i = 0; i < n; i++) {
        keep(in.readDouble());
      }
    }
  }
}
