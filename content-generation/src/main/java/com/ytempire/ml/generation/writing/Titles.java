package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.SpokenWords;
import org.jspecify.annotations.Nullable;

/** Others' titles, as far as they can stand within a sentence. */
final class Titles {
  private static final int LONGEST = 80;

  private Titles() {}

  /** A title without marks that would end the sentence around it; null where it is too long. */
  static @Nullable String quotable(String title) {
    String plain =
        title.replaceAll("[“”\"]", "").replaceAll("[.!?…]+", "").replaceAll("\\s+", " ").strip();
    return plain.length() > LONGEST || SpokenWords.count(plain) == 0 ? null : plain;
  }
}
