package com.ytempire.ml.generation.audio;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps peaks under a ceiling by turning the sound down around them instead of cutting them off:
 * the gain that each sample needs, its minimum over 5 ms each side, smoothed over the same time.
 * Softer parts stay as they are.
 */
public final class Limiter {
  /** -1 dB of full scale, so that what a codec adds does not clip. */
  public static final double CEILING = Math.pow(10, -1 / 20.0);

  private static final double LOOK_AHEAD_SECONDS = 0.005;

  private Limiter() {}

  /** Multiplies every sample, then holds peaks at {@link #CEILING}. */
  public static Sound amplify(Sound sound, double factor) {
    if (!(factor >= 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("factor %s; expected 0 or more".formatted(factor));
    }
    Sound louder = sound.scaled(factor);
    return louder.peak() <= CEILING ? louder : limited(louder);
  }

  private static Sound limited(Sound sound) {
    float[] values = sound.values();
    int reach = Math.max(1, (int) Math.round(LOOK_AHEAD_SECONDS * sound.sampleRate()));
    double[] lowest = lowestGains(values, reach);
    float[] limited = new float[values.length];
    // A running mean of minima over the same reach is never above the gain that a sample needs.
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      sum += lowest[clamp(i, values.length)];
    }
    for (int i = 0; i < values.length; i++) {
      limited[i] = (float) (values[i] * sum / (2 * reach + 1));
      sum += lowest[clamp(i + reach + 1, values.length)] - lowest[clamp(i - reach, values.length)];
    }
    return Sound.owning(limited, sound.sampleRate());
  }

  /** For each position the least gain that any sample within reach needs. */
  private static double[] lowestGains(float[] values, int reach) {
    double[] lowest = new double[values.length];
    Deque<Integer> rising = new ArrayDeque<>();
    for (int i = 0; i < values.length + reach; i++) {
      if (i < values.length) {
        while (!rising.isEmpty() && gain(values[rising.peekLast()]) >= gain(values[i])) {
          rising.pollLast();
        }
        rising.addLast(i);
      }
      int centre = i - reach;
      if (centre >= 0) {
        while (rising.peekFirst() < centre - reach) {
          rising.pollFirst();
        }
        lowest[centre] = gain(values[rising.peekFirst()]);
      }
    }
    return lowest;
  }

  private static double gain(float value) {
    double size = Math.abs(value);
    return size <= CEILING ? 1 : CEILING / size;
  }

  private static int clamp(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }
}
