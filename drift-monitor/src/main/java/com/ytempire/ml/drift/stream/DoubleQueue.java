package com.ytempire.ml.drift.stream;

/** Numbers in the order they came, in a ring that grows. Confined to one thread. */
final class DoubleQueue {
  private double[] ring = new double[16];
  private int oldest;
  private int size;

  int size() {
    return size;
  }

  /** The number at a place, 0 for the oldest. */
  double get(int index) {
    return ring[(oldest + index) & (ring.length - 1)];
  }

  void add(double number) {
    if (size == ring.length) {
      double[] larger = new double[2 * size];
      for (int i = 0; i < size; i++) {
        larger[i] = get(i);
      }
      ring = larger;
      oldest = 0;
    }
    ring[(oldest + size) & (ring.length - 1)] = number;
    size++;
  }

  /** There must be one. */
  double removeOldest() {
    double number = ring[oldest];
    oldest = (oldest + 1) & (ring.length - 1);
    size--;
    return number;
  }
}
