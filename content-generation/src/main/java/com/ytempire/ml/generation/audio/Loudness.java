package com.ytempire.ml.generation.audio;

/**
 * Loudness as heard, integrated over the sound: ITU-R BS.1770-4 for one channel. The signal passes
 * the K weighting (a high shelf, then a high pass), its mean square is taken over blocks of 400 ms
 * every 100 ms, blocks below -70 LUFS and then blocks 10 LU below the mean of the rest are left
 * out.
 *
 * <p>The standard gives the filters for 48 kHz; for other rates they are designed from the same
 * analogue prototypes (centre 1681.97 Hz, gain 4.0 dB, Q 0.7072; corner 38.135 Hz, Q 0.5003; values
 * as published with De Man's "Evaluation of implementations of the EBU R128 loudness measurement",
 * 2018), which gives the standard's numbers at 48 kHz.
 */
public final class Loudness {
  /** What speech is brought to before it is turned up or down, in LUFS. */
  public static final double TARGET = -16;

  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;
  private static final int STEPS_OF_BLOCK = 4;

  private Loudness() {}

  /**
   * In LUFS; {@code -Infinity} where no block is above the gate, and for less than 400 ms the
   * loudness of the whole.
   */
  public static double integrated(Sound sound) {
    int step = (int) Math.round(0.1 * sound.sampleRate());
    double[] energies = energies(sound, step);
    if (energies.length < STEPS_OF_BLOCK + 1) {
      double whole = lufs(sum(energies, 0, energies.length) / Math.max(1, sound.length()));
      return whole > ABSOLUTE_GATE ? whole : Double.NEGATIVE_INFINITY;
    }
    // The last step is a rest, and belongs to no whole block.
    double[] blocks = new double[energies.length - STEPS_OF_BLOCK];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = sum(energies, i, i + STEPS_OF_BLOCK) / (STEPS_OF_BLOCK * (double) step);
    }
    double audible = gatedMean(blocks, ABSOLUTE_GATE);
    return audible == 0
        ? Double.NEGATIVE_INFINITY
        : lufs(gatedMean(blocks, Math.max(ABSOLUTE_GATE, lufs(audible) + RELATIVE_GATE)));
  }

  /**
   * The sound brought to a loudness, with peaks limited; a silent one stays as it is.
   *
   * @param target in LUFS
   */
  public static Sound levelled(Sound sound, double target) {
    double loudness = integrated(sound);
    return Double.isInfinite(loudness)
        ? sound
        : Limiter.amplify(sound, Math.pow(10, (target - loudness) / 20));
  }

  private static double gatedMean(double[] blocks, double gate) {
    double sum = 0;
    int count = 0;
    for (double block : blocks) {
      if (lufs(block) > gate) {
        sum += block;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static double lufs(double meanSquare) {
    return -0.691 + 10 * Math.log10(meanSquare);
  }

  private static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Sums of squares of the weighted signal, one for each whole step and one for the rest. */
  private static double[] energies(Sound sound, int step) {
    float[] samples = sound.values();
    double[] energies = new double[samples.length / step + 1];
    Biquad shelf = shelf(sound.sampleRate());
    Biquad highPass = highPass(sound.sampleRate());
    for (int i = 0; i < samples.length; i++) {
      double weighted = highPass.next(shelf.next(samples[i]));
      energies[i / step] += weighted * weighted;
    }
    return energies;
  }

  private static Biquad shelf(int rate) {
    double k = Math.tan(Math.PI * 1681.974450955533 / rate);
    double q = 0.7071752369554196;
    double high = Math.pow(10, 3.999843853973347 / 20);
    double middle = Math.pow(high, 0.4996667741545416);
    double scale = 1 + k / q + k * k;
    return new Biquad(
        (high + middle * k / q + k * k) / scale,
        2 * (k * k - high) / scale,
        (high - middle * k / q + k * k) / scale,
        2 * (k * k - 1) / scale,
        (1 - k / q + k * k) / scale);
  }

  private static Biquad highPass(int rate) {
    double k = Math.tan(Math.PI * 38.13547087602444 / rate);
    double q = 0.5003270373238773;
    double scale = 1 + k / q + k * k;
    return new Biquad(1, -2, 1, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale);
  }

  /** A filter of second order, its coefficients divided by a0. Confined to one call. */
  private static final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double x1;
    private double x2;
    private double y1;
    private double y2;

    Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    double next(double x) {
      double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      return y;
    }
  }
}
