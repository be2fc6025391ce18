package com.ytempire.ml.generation.speech;

/**
 * How somebody speaks, as factors of the voice's own way.
 *
 * @param rate of words in time
 * @param pitch of the mean fundamental frequency
 * @param range of how far the voice goes up and down around its mean: an exponent, 1 as it is, less
 *     is flatter
 */
public record Manner(double rate, double pitch, double range) {
  /** As the voice is. */
  public static final Manner PLAIN = new Manner(1, 1, 1);

  /** Both together. */
  public Manner with(Manner other) {
    return new Manner(rate * other.rate, pitch * other.pitch, range * other.range);
  }

  /** More of it, or less: 0 is plain, 1 as it is, 2 twice as far from plain. */
  public Manner strengthened(double strength) {
    return new Manner(
        Math.pow(rate, strength), Math.pow(pitch, strength), Math.pow(range, strength));
  }
}
