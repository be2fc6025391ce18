package com.ytempire.ml.generation.script;

/**
 * How fast a script is spoken.
 *
 * <p>The rate in the middle is the one that the reference prints for a synthesized voice, and the
 * one commonly given for English conversation and narrated books (150 to 160 words per minute). The
 * others keep within what listeners follow without effort: documentaries are read at about 130, and
 * lively presenters speak at about 175.
 */
public enum Pacing {
  FAST(175),
  MODERATE(150),
  SLOW(130);

  private final int wordsPerMinute;

  Pacing(int wordsPerMinute) {
    this.wordsPerMinute = wordsPerMinute;
  }

  /** Words per minute, pauses between sentences included. */
  public int wordsPerMinute() {
    return wordsPerMinute;
  }

  /** How long a text takes to say, in seconds. */
  public double secondsFor(String text) {
    return secondsFor(SpokenWords.count(text));
  }

  /** How long so many words take to say, in seconds. */
  public double secondsFor(int words) {
    return words * 60.0 / wordsPerMinute;
  }

  /** How many words fill a time; not rounded. */
  public double wordsIn(int seconds) {
    return seconds * wordsPerMinute / 60.0;
  }
}
