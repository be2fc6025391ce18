package com.ytempire.ml.core.content;

/** How alike two embeddings are. Pure. */
public final class Cosine {
  private Cosine() {}

  /**
   * The cosine of the angle between two vectors of one width.
   *
   * @return -1 to 1, give or take rounding; NaN, which no comparison holds for, where one of them
   *     is zero
   */
  public static double of(float[] a, float[] b) {
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
