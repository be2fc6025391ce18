package com.ytempire.ml.generation.audio;

import java.time.Duration;
import java.util.Arrays;

/**
 * What the samples of a sound say of it.
 *
 * @param duration its length
 * @param clippingShare share of samples in runs of three or more that stay at the greatest level of
 *     their sign to one step of 16 bits, 0 to 1
 * @param silenceShare share of frames of 20 ms below -50 dB of full scale, 0 to 1
 * @param loudness see {@link Loudness#integrated}, in LUFS, at least {@link #LOWEST}
 * @param peak greatest absolute sample, in dB of full scale, at least {@link #LOWEST}
 * @param noiseFloor level that a tenth of the frames stay below, digital silence left out, in dB of
 *     full scale, at least {@link #LOWEST}
 * @param range between the level that a tenth of these frames exceed and the noise floor, in dB;
 *     what stands for the distance of voice and noise
 */
public record SoundMeasures(
    Duration duration,
    double clippingShare,
    double silenceShare,
    double loudness,
    double peak,
    double noiseFloor,
    double range) {

  /** Level of what 16 bits cannot hold, in dB of full scale. */
  public static final double LOWEST = -96;

  private static final double SILENT = -50;
  private static final double STEP = 1.0 / 32_768;
  private static final int SHORTEST_RUN = 3;

  /** Measures in two passes over the samples. */
  public static SoundMeasures of(Sound sound) {
    double[] levels = levels(sound);
    double[] sorted = Arrays.stream(levels).sorted().toArray();
    double upper = sorted.length == 0 ? LOWEST : sorted[sorted.length - 1 - sorted.length / 10];
    double floor = decibels(Math.sqrt(NoiseFloor.meanSquare(sound)));
    long silent = Arrays.stream(levels).filter(level -> level < SILENT).count();
    return new SoundMeasures(
        sound.duration(),
        clippingShare(sound),
        levels.length == 0 ? 1 : (double) silent / levels.length,
        Math.max(LOWEST, Loudness.integrated(sound)),
        decibels(sound.peak()),
        floor,
        upper - floor);
  }

  private static double clippingShare(Sound sound) {
    float[] values = sound.values();
    float highest = 0;
    float lowest = 0;
    for (float value : values) {
      highest = Math.max(highest, value);
      lowest = Math.min(lowest, value);
    }
    double top = Math.min(highest, 1 - STEP) - STEP;
    double bottom = Math.max(lowest, -1) + STEP;
    long clipped = 0;
    int run = 0;
    int side = 0;
    for (float value : values) {
      int now = value >= top && top > STEP ? 1 : value <= bottom && bottom < -STEP ? -1 : 0;
      if (now == 0 || now != side) {
        clipped += run >= SHORTEST_RUN ? run : 0;
        run = 0;
      }
      side = now;
      run += now == 0 ? 0 : 1;
    }
    clipped += run >= SHORTEST_RUN ? run : 0;
    return values.length == 0 ? 0 : (double) clipped / values.length;
  }

  /** Levels of whole frames, of the rest where there is no whole one. */
  private static double[] levels(Sound sound) {
    float[] values = sound.values();
    int frame = sound.sampleRate() / 50;
    int count = values.length < frame ? Math.min(1, values.length) : values.length / frame;
    double[] levels = new double[count];
    for (int i = 0; i < count; i++) {
      int to = Math.min(values.length, (i + 1) * frame);
      double sum = 0;
      for (int j = i * frame; j < to; j++) {
        sum += (double) values[j] * values[j];
      }
      levels[i] = decibels(Math.sqrt(sum / (to - i * frame)));
    }
    return levels;
  }

  private static double decibels(double level) {
    return level <= 0 ? LOWEST : Math.max(LOWEST, 20 * Math.log10(level));
  }
}
