package com.ytempire.ml.generation.speech.local;

import com.ytempire.ml.generation.audio.Resampler;
import com.ytempire.ml.generation.audio.Sound;
import java.util.ArrayList;
import java.util.List;

/** Fundamental frequencies of a voice, by autocorrelation of frames of 40 ms at 8,000 Hz. */
final class Pitch {
  private static final int RATE = 8000;
  private static final int FRAME = RATE / 25;
  private static final double VOICED = 0.6;

  private Pitch() {}

  /** Of the voiced frames, in Hz, sorted. */
  static List<Double> of(Sound sound) {
    float[] values = Resampler.resample(sound, RATE).samples();
    List<Double> pitches = new ArrayList<>();
    for (int from = 0; from + 2 * FRAME < values.length; from += FRAME / 2) {
      int best = 0;
      double highest = VOICED;
      for (int lag = RATE / 400; lag <= RATE / 75; lag++) {
        double correlation = correlation(values, from, lag);
        // A period's multiples fit as well; a longer one must fit clearly better.
        if (correlation > highest + (best == 0 ? 0 : 0.03)) {
          highest = correlation;
          best = lag;
        }
      }
      if (best > 0 && energy(values, from) > 1e-3) {
        pitches.add((double) RATE / best);
      }
    }
    return pitches.stream().sorted().toList();
  }

  static double median(Sound sound) {
    List<Double> pitches = of(sound);
    return pitches.get(pitches.size() / 2);
  }

  /** Distance of the upper and lower quintile, in semitones. */
  static double range(Sound sound) {
    List<Double> pitches = of(sound);
    int fifth = pitches.size() / 5;
    return 12
        / Math.log(2)
        * Math.log(pitches.get(pitches.size() - 1 - fifth) / pitches.get(fifth));
  }

  private static double energy(float[] values, int from) {
    double sum = 0;
    for (int i = from; i < from + FRAME; i++) {
      sum += values[i] * values[i];
    }
    return sum / FRAME;
  }

  private static double correlation(float[] values, int from, int lag) {
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int i = from; i < from + FRAME; i++) {
      sum += values[i] * values[i + lag];
      first += values[i] * values[i];
      second += values[i + lag] * values[i + lag];
    }
    return sum / Math.sqrt(first * second + 1e-12);
  }
}
