package com.ytempire.ml.generation.script;

/**
 * How a script sounds.
 *
 * @param tone how it is said
 * @param personality who seems to say it
 * @param pacing how fast
 */
public record Style(Tone tone, Personality personality, Pacing pacing) {
  /** What a request without a style gets: casual, friendly, moderate. */
  public static final Style DEFAULT = new Style(Tone.CASUAL, Personality.FRIENDLY, Pacing.MODERATE);
}
