package com.ytempire.ml.features.series;

import com.ytempire.ml.core.content.Cosine;
import java.util.List;

/** The arithmetic of content consistency, for embeddings at hand. Pure. */
public final class ContentConsistency {
  private ContentConsistency() {}

  /**
   * The share of the last {@code lookback} earlier embeddings whose cosine with the current one is
   * at least the threshold; an embedding that is zero is like none.
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
    long similar = last.stream().filter(e -> Cosine.of(e, current) >= threshold).count();
    return (double) similar / last.size();
  }
}
