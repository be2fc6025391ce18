package com.ytempire.ml.generation.provider;

/**
 * What a call is charged by, as the provider counts; what it does not count is 0.
 *
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 * @param characters characters spoken
 * @param images pictures drawn
 */
public record Usage(long inputTokens, long outputTokens, long characters, long images) {
  /** Nothing that anybody charges. */
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage {
    if (inputTokens < 0 || outputTokens < 0 || characters < 0 || images < 0) {
      throw new IllegalArgumentException(
          "usage %d, %d, %d, %d; expected 0 or more each"
              .formatted(inputTokens, outputTokens, characters, images));
    }
  }

  /** Of a text model. */
  public static Usage ofTokens(long input, long output) {
    return new Usage(input, output, 0, 0);
  }

  /** Of speech. */
  public static Usage ofCharacters(long characters) {
    return new Usage(0, 0, characters, 0);
  }

  /** Of pictures. */
  public static Usage ofImages(long images) {
    return new Usage(0, 0, 0, images);
  }

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        characters + other.characters,
        images + other.images);
  }
}
