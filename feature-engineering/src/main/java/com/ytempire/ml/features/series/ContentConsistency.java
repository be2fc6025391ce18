package com.ytempire.ml.features.series;

import java.util.List;

/** The arithmetic of content consistency, for embeddings at hand. Pure. */
public final class ContentConsistency {
  private ContentConsistency() {}

  /**
   * The share of the last {@code lookback} earlier embeddings whose cosine with the current one is
   * at least the threshold.
   *
   * @param earlier embeddings of the channel's other videos, oldest first
   * @param current the current embedding
   * @param lookback how many of them are looked at, at most; at least 1
   * @param threshold cosine from -1 to 1
   * @return 0 to 1; NaN when there is no earlier embedding
   */
  public static double share(
      List<float[]> earlier, float[] current, int lookback, double threshold) {
    List<float[]> last = earlier.subList(Math.max(0, earlier.size() - lookback), earlier.size());
    if (last.isEmpty()) {
      return Double.NaN;
    }
    long similar = last.stream().filter(e -> cosine(e, current) >= threshold).count();
    return (double) similar / last.size();
  }

  /** Cosine of two vectors of one width; NaN, which is below every threshold, for a zero vector. */
  public static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresOfA += (double) a[i] * a[i];
      squaresOfB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresOfA * squaresOfB);
  }
}
