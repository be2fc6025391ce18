package com.ytempire.ml.features.series;

import java.util.Arrays;

/**
 * The newest signals of a topic, as they are, in time order. Mutable; confined to one thread.
 *
 * <p>A null score is NaN.
 */
final class SignalSamples {
  static final int MAX_EXACT = 512;

  long[] times = new long[32];
  double[] volumes = new double[32];
  double[] scores = new double[32];

  /** The signals are in [head, end). */
  int head;

  int end;

  void clear() {
    head = 0;
    end = 0;
  }

  int size() {
    return end - head;
  }

  void add(long time, double volume, double score) {
    if (end == times.length) {
      times = Arrays.copyOf(times, end * 2);
      volumes = Arrays.copyOf(volumes, end * 2);
      scores = Arrays.copyOf(scores, end * 2);
    }
    times[end] = time;
    volumes[end] = volume;
    scores[end++] = score;
  }

  void dropUpTo(long time) {
    while (head < end && times[head] <= time) {
      head++;
    }
  }

  void write(StateWriter out, long baseTime) {
    out.writeVarint(size());
    long before = baseTime;
    for (int i = end - 1; i >= head; i--) {
      boolean scored = !Double.isNaN(scores[i]);
      out.writeVarint((before - times[i]) << 1 | (scored ? 1 : 0));
      before = times[i];
      out.writeDouble(volumes[i]);
      if (scored) {
        out.writeDouble(scores[i]);
      }
    }
  }

  void read(StateReader in, long baseTime) {
    clear();
    int size = in.readCount(MAX_EXACT);
    if (times.length <= size) {
      times = new long[size + 32];
      volumes = new double[size + 32];
      scores = new double[size + 32];
    }
    long before = baseTime;
    for (int i = size - 1; i >= 0; i--) {
      long word = in.readVarint();
      before -= word >>> 1;
      times[i] = before;
      volumes[i] = in.readDouble();
      scores[i] = (word & 1) != 0 ? in.readDouble() : Double.NaN;
    }
    end = size;
  }
}
