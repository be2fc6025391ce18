package com.ytempire.ml.drift.stream;

/** Whole numbers in the order they came, in a ring that grows. Confined to one thread. */
final class IntQueue {
  private int[] ring = new int[16];
  private int oldest;
  private int size;

  int size() {
    return size;
  }

  /** The number at a place, 0 for the oldest. */
  int get(int index) {
    return ring[(oldest + index) & (ring.length - 1)];
  }

  void add(int number) {
    if (size == ring.length) {
      int[] larger = new int[2 * size];
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
  int removeOldest() {
    int number = ring[oldest];
    oldest = (oldest + 1) & (ring.length - 1);
    size--;
    return number;
  }
}
