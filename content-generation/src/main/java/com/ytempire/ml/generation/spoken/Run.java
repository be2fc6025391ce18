package com.ytempire.ml.generation.spoken;

import java.time.Duration;

/**
 * Words of one sentence that are spoken alike.
 *
 * @param text words in spoken form and their punctuation; may be empty where only the pause counts
 * @param prosody how they differ from the rest
 * @param pause after them, within the sentence, 0 to 10 s; mostly 0
 */
public record Run(String text, Prosody prosody, Duration pause) {
  public Run {
    Sentence.checkPause(pause);
  }

  /** Words like any other. */
  public static Run plain(String text) {
    return new Run(text, Prosody.PLAIN, Duration.ZERO);
  }
}
