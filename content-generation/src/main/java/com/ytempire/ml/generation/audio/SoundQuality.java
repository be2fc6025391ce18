package com.ytempire.ml.generation.audio;

/**
 * How well speech is recorded, 0 to 1: the product of four factors, each falling in a straight line
 * from 1 (as good as can be heard) to 0 (of no use). A product, because one fault spoils the whole.
 *
 * <ul>
 *   <li>{@code clipping}: 1 with none, 0 from 2 % of the samples on;
 *   <li>{@code silence}: 1 up to 40 % of the time, 0 from 95 % on;
 *   <li>{@code loudness}: 1 from -24 to -13 LUFS, which holds what video sites level to; 0 from -50
 *       LUFS down and from -2 LUFS up;
 *   <li>{@code noise}: 1 where voice and noise floor are 22 dB apart, 0 from 2 dB down.
 * </ul>
 *
 * The bounds are this project's own: the scores of a clean sound and of its clipped, silent and
 * noisy twins come apart (see the tests); they were not fitted to listeners' judgements.
 *
 * @param clipping 0 to 1
 * @param silence 0 to 1
 * @param loudness 0 to 1
 * @param noise 0 to 1
 */
public record SoundQuality(double clipping, double silence, double loudness, double noise) {
  /** What a sound's measures are worth. */
  public static SoundQuality of(SoundMeasures measures) {
    double loudness = measures.loudness();
    return new SoundQuality(
        falling(measures.clippingShare(), 0, 0.02),
        falling(measures.silenceShare(), 0.40, 0.95),
        Math.min(falling(-loudness, 24, 50), falling(loudness, -13, -2)),
        falling(-measures.range(), -22, -2));
  }

  /** The product. */
  public double score() {
    return clipping * silence * loudness * noise;
  }

  private static double falling(double value, double best, double worst) {
    return Math.max(0, Math.min(1, (worst - value) / (worst - best)));
  }
}
