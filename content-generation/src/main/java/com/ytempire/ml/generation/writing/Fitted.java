package com.ytempire.ml.generation.writing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a script with the time it takes to say.
 *
 * @param phrases what is said, in order
 * @param seconds how long it takes
 */
record Fitted(List<Phrase> phrases, int seconds) {
  String text() {
    return phrases.stream().map(Phrase::text).collect(Collectors.joining(" "));
  }
}
