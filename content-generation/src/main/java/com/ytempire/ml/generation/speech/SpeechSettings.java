package com.ytempire.ml.generation.speech;

/**
 * Fine tuning of a speech.
 *
 * @param speed of words in time, a factor, 0.5 to 2, default 1
 * @param pitch of the fundamental frequency, a factor, 0.5 to 2, default 1
 * @param volume of the amplitude, a factor of the usual loudness of -16 LUFS, 0.1 to 2, default 1;
 *     peaks are limited, so loud speech grows less than twofold. Applied here, alike for every
 *     provider
 * @param stability how alike all sentences are, 0 to 1, default 0.75; less lets the voice move more
 * @param similarityBoost how close to the recorded speaker, 0 to 1, default 0.85; for providers
 *     that imitate one
 * @param style how much of profile and emotion is heard, 0 (none) to 1, default 0.7
 */
public record SpeechSettings(
    double speed,
    double pitch,
    double volume,
    double stability,
    double similarityBoost,
    double style) {

  /** What is taken where a request does not say. */
  public static final SpeechSettings DEFAULT = new SpeechSettings(1, 1, 1, 0.75, 0.85, 0.7);

  public SpeechSettings {
    check("settings.speed", speed, 0.5, 2);
    check("settings.pitch", pitch, 0.5, 2);
    check("settings.volume", volume, 0.1, 2);
    check("settings.stability", stability, 0, 1);
    check("settings.similarity_boost", similarityBoost, 0, 1);
    check("settings.style", style, 0, 1);
  }

  private static void check(String name, double value, double lowest, double highest) {
    if (!(value >= lowest && value <= highest)) {
      throw new IllegalArgumentException(
          "%s %s; expected %s to %s".formatted(name, value, lowest, highest));
    }
  }
}
