package com.ytempire.ml.generation.audio;

import java.util.Arrays;

/**
 * Level of the noise under a voice, also where the voice never pauses: the power spectrum is taken
 * in frames of about 40 ms, and in each frequency the tenth of the frames with least power stands
 * for the noise, as a voice leaves each frequency now and then and steady noise leaves none. In
 * white noise a bin's power is distributed exponentially, and a tenth of it lies below 0.105 of the
 * mean; the result is scaled by that, so that white noise reads its own level.
 *
 * <p>The idea is that of minimum statistics (R. Martin, "Noise power spectral density estimation
 * based on optimal smoothing and minimum statistics", IEEE Transactions on Speech and Audio
 * Processing 9(5), 2001), here over the whole sound. A steady tone counts as noise. Digital silence
 * is left out. At most 2,000 frames, spread evenly, are read.
 */
final class NoiseFloor {
  private static final int MOST_FRAMES = 2000;
  private static final double SHARE = 0.1;
  private static final double SCALE = -Math.log(1 - SHARE);

  /** Fewer frames say nothing of a tenth of them. */
  private static final int FEWEST_FRAMES = 5;

  private NoiseFloor() {}

  /** Mean square of the noise; 0 where there is too little sound to tell. */
  static double meanSquare(Sound sound) {
    int size = Integer.highestOneBit(sound.sampleRate() / 20);
    int count = sound.length() / size;
    int step = count / MOST_FRAMES + 1;
    float[][] powers = new float[count / step][];
    int used = 0;
    for (int i = 0; i < powers.length; i++) {
      float[] power = power(sound.values(), i * step * size, size);
      if (power.length > 0) {
        powers[used++] = power;
      }
    }
    if (used < FEWEST_FRAMES) {
      return 0;
    }
    double sum = 0;
    float[] column = new float[used];
    for (int bin = 0; bin <= size / 2; bin++) {
      for (int i = 0; i < used; i++) {
        column[i] = powers[i][bin];
      }
      Arrays.sort(column);
      // All bins but the first and the last stand for two, as the spectrum is symmetric.
      sum += column[(int) (SHARE * used)] / SCALE * (bin == 0 || bin == size / 2 ? 1 : 2);
    }
    return sum;
  }

  /** Each bin's part in the frame's mean square; none for digital silence. */
  private static float[] power(float[] values, int from, int size) {
    double[] re = new double[size];
    double[] im = new double[size];
    double energy = 0;
    double window = 0;
    for (int i = 0; i < size; i++) {
      double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
      re[i] = values[from + i] * weight;
      energy += re[i] * re[i];
      window += weight * weight;
    }
    if (energy / window < 1e-9) {
      return new float[0];
    }
    transform(re, im);
    float[] power = new float[size / 2 + 1];
    for (int i = 0; i < power.length; i++) {
      power[i] = (float) ((re[i] * re[i] + im[i] * im[i]) / (size * window));
    }
    return power;
  }

  /** Fourier transform in place, radix 2 (Cooley and Tukey, 1965). */
  private static void transform(double[] re, double[] im) {
    int size = re.length;
    for (int i = 1, j = 0; i < size; i++) {
      int bit = size >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j |= bit;
      if (i < j) {
        double swap = re[i];
        re[i] = re[j];
        re[j] = swap;
      }
    }
    for (int length = 2; length <= size; length <<= 1) {
      for (int k = 0; k < length / 2; k++) {
        double cos = Math.cos(2 * Math.PI * k / length);
        double sin = -Math.sin(2 * Math.PI * k / length);
        for (int i = k; i < size; i += length) {
          int other = i + length / 2;
          double r = re[other] * cos - im[other] * sin;
          double s = re[other] * sin + im[other] * cos;
          re[other] = re[i] - r;
          im[other] = im[i] - s;
          re[i] += r;
          im[i] += s;
        }
      }
    }
  }
}
