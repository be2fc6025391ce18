package com.ytempire.ml.generation.speech;

/**
 * The mood of a speech. Its direction follows what is known of emotional speech (K. R. Scherer,
 * "Vocal communication of emotion", Speech Communication 40, 2003): joy and excitement are faster,
 * higher and wider, sadness is slower, lower and narrower. The factors are this project's own.
 */
public enum Emotion {
  NEUTRAL("neutral", Manner.PLAIN),
  HAPPY("happy", new Manner(1.05, 1.09, 1.25)),
  SAD("sad", new Manner(0.86, 0.92, 0.7)),
  EXCITED("excited", new Manner(1.15, 1.15, 1.4)),
  SERIOUS("serious", new Manner(0.94, 0.94, 0.85));

  private final String wireName;
  private final Manner manner;

  Emotion(String wireName, Manner manner) {
    this.wireName = wireName;
    this.manner = manner;
  }

  /** As requests have it. */
  public String wireName() {
    return wireName;
  }

  public Manner manner() {
    return manner;
  }
}
