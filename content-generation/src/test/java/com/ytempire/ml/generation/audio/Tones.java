package com.ytempire.ml.generation.audio;

import java.util.Random;

/** Sounds with known properties. */
public final class Tones {
  private Tones() {}

  public static Sound sine(double hertz, double amplitude, double seconds, int rate) {
    float[] values = new float[(int) Math.round(seconds * rate)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return Sound.of(values, rate);
  }

  /** A voiced sound of 120 Hz with harmonics, in syllables of 180 ms with soft gaps of 70 ms. */
  public static Sound syllables(double seconds, int rate) {
    float[] values = new float[(int) Math.round(seconds * rate)];
    for (int i = 0; i < values.length; i++) {
      double time = (double) i / rate;
      double place = time % 0.25;
      double envelope = place < 0.18 ? Math.sin(Math.PI * place / 0.18) : 0.002;
      double sum = 0;
      for (int h = 1; h <= 8; h++) {
        sum += Math.sin(2 * Math.PI * 120 * h * time + h * h) / h;
      }
      values[i] = (float) (0.22 * (envelope + 0.002) * sum);
    }
    return Sound.of(values, rate);
  }

  public static Sound plusNoise(Sound sound, double deviation, long seed) {
    var random = new Random(seed);
    float[] values = sound.samples();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (deviation * random.nextGaussian());
    }
    return Sound.of(values, sound.sampleRate());
  }

  /** Amplitude of one frequency: Goertzel's sum over the middle nine tenths. */
  public static double amplitude(Sound sound, double hertz) {
    float[] values = sound.samples();
    int from = values.length / 20;
    int to = values.length - from;
    double re = 0;
    double im = 0;
    double windows = 0;
    for (int i = from; i < to; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - from) / (to - from));
      double angle = 2 * Math.PI * hertz * i / sound.sampleRate();
      re += window * values[i] * Math.cos(angle);
      im += window * values[i] * Math.sin(angle);
      windows += window;
    }
    return 2 * Math.hypot(re, im) / windows;
  }

  /** Greatest step from one sample to the next. */
  public static double greatestStep(Sound sound) {
    float[] values = sound.samples();
    double step = 0;
    for (int i = 1; i < values.length; i++) {
      step = Math.max(step, Math.abs(values[i] - values[i - 1]));
    }
    return step;
  }
}
