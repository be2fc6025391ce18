package com.ytempire.ml.generation.audio;

/**
 * Changes the sample rate by interpolation with a band-limited kernel: a sinc of 32 zero crossings
 * each side under a Kaiser window (beta 10), read from a table of 512 steps per crossing with
 * linear interpolation in between. Going down, the kernel is stretched so that what the lower rate
 * cannot hold is removed and not folded back. Pass band to about 0.92 of the lower rate's half,
 * images and aliases below -80 dB.
 *
 * <p>Source of the method: J. O. Smith, "Digital Audio Resampling Home Page", CCRMA, Stanford
 * University. Cost per output sample: 64 multiplications, times the ratio when going down.
 */
public final class Resampler {
  private static final int CROSSINGS = 32;
  private static final int STEPS = 512;
  private static final double BETA = 10;

  /** Share of the lower rate's half that stays; the rest is for the filter to fall off. */
  private static final double ROLL_OFF = 0.95;

  private static final double[] KERNEL = kernel();

  private Resampler() {}

  /**
   * The same sound at another rate; the duration stays within one sample.
   *
   * @throws IllegalArgumentException for a rate that {@link Sound} does not have
   */
  public static Sound resample(Sound sound, int sampleRate) {
    Sound.checkRate(sampleRate);
    if (sampleRate == sound.sampleRate()) {
      return sound;
    }
    double ratio = (double) sampleRate / sound.sampleRate();
    return Sound.owning(read(sound.values(), 1 / ratio, Math.min(1, ratio)), sampleRate);
  }

  /**
   * Plays samples faster or slower, and so higher or lower, without changing their nominal rate.
   *
   * @param speed how many input samples pass for one output sample
   */
  static Sound play(Sound sound, double speed) {
    return Sound.owning(read(sound.values(), speed, Math.min(1, 1 / speed)), sound.sampleRate());
  }

  /**
   * @param step input samples per output sample
   * @param band what is kept of the input's band, up to 1
   */
  private static float[] read(float[] input, double step, double band) {
    double cutoff = band * ROLL_OFF;
    double reach = CROSSINGS / cutoff;
    int length = Math.toIntExact(Math.round(input.length / step));
    float[] output = new float[length];
    for (int i = 0; i < length; i++) {
      double position = i * step;
      int from = Math.max(0, (int) Math.ceil(position - reach));
      int to = Math.min(input.length - 1, (int) Math.floor(position + reach));
      double sum = 0;
      for (int j = from; j <= to; j++) {
        sum += input[j] * at(Math.abs(position - j) * cutoff);
      }
      output[i] = (float) (sum * cutoff);
    }
    return output;
  }

  private static double at(double crossings) {
    double place = crossings * STEPS;
    int index = (int) place;
    if (index >= KERNEL.length - 1) {
      return 0;
    }
    double rest = place - index;
    return KERNEL[index] + rest * (KERNEL[index + 1] - KERNEL[index]);
  }

  private static double[] kernel() {
    double[] kernel = new double[CROSSINGS * STEPS + 1];
    double whole = bessel(BETA);
    for (int i = 0; i < kernel.length; i++) {
      double x = (double) i / STEPS;
      double sinc = i == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      double place = x / CROSSINGS;
      kernel[i] = sinc * bessel(BETA * Math.sqrt(1 - place * place)) / whole;
    }
    return kernel;
  }

  /** Modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-16 * sum; k++) {
      double factor = x / (2 * k);
      term *= factor * factor;
      sum += term;
    }
    return sum;
  }
}
