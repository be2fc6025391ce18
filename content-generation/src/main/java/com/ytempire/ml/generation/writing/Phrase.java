package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.SpokenWords;
import java.util.List;

/**
 * One or two sentences, ready to be said.
 *
 * @param text what is said
 * @param stressed parts of it that are to be stressed
 */
record Phrase(String text, List<String> stressed) {
  static Phrase of(String text) {
    return new Phrase(text, List.of());
  }

  int words() {
    return SpokenWords.count(text);
  }
}
