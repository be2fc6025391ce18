package com.ytempire.ml.generation.audio;

import java.time.Duration;
import java.util.Arrays;

/**
 * Mono sound: samples of nominally -1 to 1 (full scale) at a rate of 8,000 to 48,000 Hz. More than
 * full scale is allowed between two steps of work; writing it to a file cuts it off. Immutable,
 * safe to share.
 */
public final class Sound {
  /** Lowest and highest rate, in Hz. */
  public static final int LOWEST_RATE = 8_000;

  public static final int HIGHEST_RATE = 48_000;

  private final float[] samples;
  private final int sampleRate;

  private Sound(float[] samples, int sampleRate) {
    checkRate(sampleRate);
    this.samples = samples;
    this.sampleRate = sampleRate;
  }

  /**
   * Copies the samples.
   *
   * @throws IllegalArgumentException for a rate out of range, and for a sample that is no number
   */
  public static Sound of(float[] samples, int sampleRate) {
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "sample %d: %s; expected a finite number".formatted(i, samples[i]));
      }
    }
    return new Sound(samples.clone(), sampleRate);
  }

  /** Nothing to hear, for this long. */
  public static Sound silence(Duration duration, int sampleRate) {
    checkRate(sampleRate);
    return new Sound(new float[samplesIn(duration, sampleRate)], sampleRate);
  }

  /** Takes the array over; for this package, which fills each array once. */
  static Sound owning(float[] samples, int sampleRate) {
    return new Sound(samples, sampleRate);
  }

  /** The array itself; for this package, which only reads it. */
  float[] values() {
    return samples;
  }

  static int samplesIn(Duration duration, int sampleRate) {
    return Math.toIntExact(Math.round(duration.toNanos() / 1e9 * sampleRate));
  }

  static void checkRate(int sampleRate) {
    if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "sample rate %d; expected %d to %d Hz".formatted(sampleRate, LOWEST_RATE, HIGHEST_RATE));
    }
  }

  /** A copy of the samples. */
  public float[] samples() {
    return samples.clone();
  }

  /** Number of samples. */
  public int length() {
    return samples.length;
  }

  public boolean isEmpty() {
    return samples.length == 0;
  }

  /** In Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** To the nanosecond. */
  public Duration duration() {
    return Duration.ofNanos(Math.round(samples.length * 1e9 / sampleRate));
  }

  /** The samples from one position, inclusive, to another, exclusive. */
  public Sound slice(int from, int to) {
    return new Sound(Arrays.copyOfRange(samples, from, to), sampleRate);
  }

  /** Every sample multiplied. */
  public Sound scaled(double factor) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (samples[i] * factor);
    }
    return new Sound(scaled, sampleRate);
  }

  /** Greatest absolute sample, 0 for no sample. */
  public double peak() {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sound that
        && sampleRate == that.sampleRate
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * sampleRate + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "%d samples at %d Hz".formatted(samples.length, sampleRate);
  }
}
