package com.ytempire.ml.inference.batching;

/**
 * Chooses which waiting requests to run together, and how many, so that the least is computed per
 * unit of what they hold.
 *
 * <p>A batch is padded to its longest member. Running it costs about {@code run + size × longest}:
 * a large batch spreads what every run costs, a uniform one pads little.
 *
 * @param start index of the first member among the sorted lengths
 * @param size members
 */
record LengthWindow(int start, int size) {
  /**
   * The best neighbours of one request that must be in. Among equally good ones the larger batch
   * wins, then the longer requests, because work started late should be small.
   *
   * @param sortedLengths lengths in ascending order
   * @param required index that the window must contain
   * @param most members allowed, at least 1 and at most the number of lengths
   * @param run what a run costs whatever is in it, in units of length, at least 0
   */
  static LengthWindow best(int[] sortedLengths, int required, int most, double run) {
    LengthWindow best = new LengthWindow(required, 1);
    double leastCost = Double.MAX_VALUE;
    for (int size = 1; size <= most; size++) {
      int first = Math.max(0, required - size + 1);
      int last = Math.min(required, sortedLengths.length - size);
      long held = 0;
      for (int i = first; i < first + size; i++) {
        held += sortedLengths[i];
      }
      for (int start = first; start <= last; start++) {
        long longest = sortedLengths[start + size - 1];
        double cost = (run + size * longest) / Math.max(1, held);
        if (cost <= leastCost) {
          leastCost = cost;
          best = new LengthWindow(start, size);
        }
        held -= sortedLengths[start];
        if (start + size < sortedLengths.length) {
          held += sortedLengths[start + size];
        }
      }
    }
    return best;
  }
}
