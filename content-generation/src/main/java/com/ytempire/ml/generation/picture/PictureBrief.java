package com.ytempire.ml.generation.picture;

import java.util.List;

/**
 * One picture to be made, 16 to 9, without any text in it.
 *
 * @param subject what it is about, in a few words: what is drawn here goes by it; 1 to 300
 *     characters
 * @param style how it looks
 * @param prompt what a model is told, 1 to 10000 characters
 * @param negativePrompt what a model is told to leave out, up to 10000 characters
 * @param colours to be seen in it, as 0xRRGGBB, the first most; may be empty
 * @param seed 1 to 4294967294; the same brief with the same seed gives the same picture here, and a
 *     similar one elsewhere
 * @param inferenceSteps for models that count them, 1 to 500
 * @param guidanceScale how closely a model keeps to the prompt, 0 to 50
 */
public record PictureBrief(
    String subject,
    PictureStyle style,
    String prompt,
    String negativePrompt,
    List<Integer> colours,
    long seed,
    int inferenceSteps,
    double guidanceScale) {
  /** Largest seed that all models take. */
  public static final long MAX_SEED = 4_294_967_294L;

  public PictureBrief {
    colours = List.copyOf(colours);
    requireLength("subject", subject, 1, 300);
    requireLength("prompt", prompt, 1, 10_000);
    requireLength("negativePrompt", negativePrompt, 0, 10_000);
    if (seed < 1 || seed > MAX_SEED) {
      throw new IllegalArgumentException("seed %d; expected 1 to %d".formatted(seed, MAX_SEED));
    }
    if (inferenceSteps < 1 || inferenceSteps > 500) {
      throw new IllegalArgumentException(
          "inferenceSteps %d; expected 1 to 500".formatted(inferenceSteps));
    }
    if (!(guidanceScale >= 0 && guidanceScale <= 50)) {
      throw new IllegalArgumentException(
          "guidanceScale %s; expected 0 to 50".formatted(guidanceScale));
    }
  }

  private static void requireLength(String field, String text, int least, int most) {
    int length = text.strip().codePointCount(0, text.strip().length());
    if (length < least || length > most) {
      throw new IllegalArgumentException(
          "%s of %d characters; expected %d to %d".formatted(field, length, least, most));
    }
  }
}
