package com.ytempire.ml.generation.audio;

import java.util.Arrays;

/**
 * Makes sound longer or shorter without changing its pitch, and higher or lower without changing
 * its length: frames of 30 ms are overlapped at another distance than they were taken at, each
 * moved by up to 12 ms to where it fits the one before best (WSOLA: W. Verhelst and M. Roelands,
 * "An overlap-add technique based on waveform similarity for high quality time-scale modification
 * of speech", ICASSP 1993). A shift of pitch is a change of rate by {@link Resampler} and of length
 * back by this.
 */
public final class TimeStretch {
  private static final double FRAME_SECONDS = 0.030;
  private static final double REACH_SECONDS = 0.012;

  private TimeStretch() {}

  /**
   * Both changes.
   *
   * @param speed how much faster, 0.25 to 4
   * @param pitch how much higher, 0.25 to 4
   */
  public static Sound tuned(Sound sound, double speed, double pitch) {
    check("speed", speed);
    check("pitch", pitch);
    Sound stretched = stretched(sound, speed / pitch);
    return isOne(pitch) ? stretched : Resampler.play(stretched, pitch);
  }

  private static boolean isOne(double factor) {
    return Math.abs(factor - 1) < 1e-3;
  }

  private static Sound stretched(Sound sound, double speed) {
    int half = (int) Math.round(FRAME_SECONDS * sound.sampleRate() / 2);
    if (isOne(speed) || sound.length() < 4 * half) {
      return sound;
    }
    int reach = (int) Math.round(REACH_SECONDS * sound.sampleRate());
    float[] input = sound.values();
    int length = (int) Math.round(input.length / speed);
    float[] output = new float[length + 2 * half];
    int from = 0;
    for (int to = 0; to < length; to += half) {
      int wanted = (int) Math.round(to * speed);
      // What follows the last frame in the input is what should come next.
      int start = to == 0 ? 0 : best(input, wanted, from + half, half, reach);
      for (int i = 0; i < 2 * half && to + i < output.length; i++) {
        double weight = 0.5 - 0.5 * Math.cos(Math.PI * (i + 0.5) / half);
        double edge = to == 0 && i < half ? 1 : weight;
        output[to + i] += (float) (edge * at(input, start + i));
      }
      from = start;
    }
    return Sound.owning(Arrays.copyOf(output, length), sound.sampleRate());
  }

  /** The place near the wanted one whose samples are most like those at another place. */
  private static int best(float[] input, int wanted, int like, int half, int reach) {
    int best = wanted;
    double highest = Double.NEGATIVE_INFINITY;
    for (int place = wanted - reach; place <= wanted + reach; place += 2) {
      double sum = 0;
      double energy = 1e-9;
      for (int i = 0; i < 2 * half; i += 2) {
        double value = at(input, place + i);
        sum += value * at(input, like + i);
        energy += value * value;
      }
      double likeness = sum / Math.sqrt(energy);
      if (likeness > highest) {
        highest = likeness;
        best = place;
      }
    }
    return best;
  }

  private static float at(float[] values, int place) {
    return place >= 0 && place < values.length ? values[place] : 0;
  }

  private static void check(String name, double factor) {
    if (!(factor >= 0.25 && factor <= 4)) {
      throw new IllegalArgumentException("%s %s; expected 0.25 to 4".formatted(name, factor));
    }
  }
}
