package com.ytempire.ml.inference.batching;

/** Chooses which waiting requests to run together so that little padding is computed. */
final class LengthWindow {
  private LengthWindow() {}

  /**
   * First index of the best run of {@code size} neighbours around one request that must be in.
   *
   * <p>A batch is padded to its longest member, so its waste is the sum over members of (longest −
   * length). Among all windows that contain the required request the one with the least waste wins,
   * the longest requests first on a tie, because work started late should be small.
   *
   * @param sortedLengths lengths in ascending order
   * @param required index that the window must contain
   * @param size members wanted, at most the number of lengths
   */
  static int start(int[] sortedLengths, int required, int size) {
    int first = Math.max(0, required - size + 1);
    int last = Math.min(required, sortedLengths.length - size);
    int best = first;
    long leastWaste = Long.MAX_VALUE;
    for (int start = first; start <= last; start++) {
      long waste = 0;
      int longest = sortedLengths[start + size - 1];
      for (int i = start; i < start + size; i++) {
        waste += longest - sortedLengths[i];
      }
      if (waste <= leastWaste) {
        leastWaste = waste;
        best = start;
      }
    }
    return best;
  }
}
