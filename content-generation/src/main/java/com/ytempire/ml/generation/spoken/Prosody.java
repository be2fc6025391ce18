package com.ytempire.ml.generation.spoken;

/**
 * How words differ from their surroundings; factors, 1 for no difference.
 *
 * @param rate of words in time, 0.2 to 5
 * @param pitch of the voice's fundamental frequency, 0.25 to 4
 * @param volume of the amplitude, 0 to 4
 */
public record Prosody(double rate, double pitch, double volume) {
  /** No difference. */
  public static final Prosody PLAIN = new Prosody(1, 1, 1);

  public Prosody {
    check("rate", rate, 0.2, 5);
    check("pitch", pitch, 0.25, 4);
    check("volume", volume, 0, 4);
  }

  /** Both together; what would exceed a range ends at its bound. */
  public Prosody within(Prosody outer) {
    return new Prosody(
        Math.max(0.2, Math.min(5, rate * outer.rate)),
        Math.max(0.25, Math.min(4, pitch * outer.pitch)),
        Math.min(4, volume * outer.volume));
  }

  private static void check(String name, double value, double lowest, double highest) {
    if (!(value >= lowest && value <= highest)) {
      throw new IllegalArgumentException(
          "%s %s; expected %s to %s".formatted(name, value, lowest, highest));
    }
  }
}
