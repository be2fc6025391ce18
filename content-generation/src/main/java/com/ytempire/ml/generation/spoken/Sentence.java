package com.ytempire.ml.generation.spoken;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sentence.
 *
 * @param runs its words in order
 * @param pause after it, 0 to 10 s
 */
public record Sentence(List<Run> runs, Duration pause) {
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  public Sentence {
    runs = List.copyOf(runs);
    checkPause(pause);
  }

  /** Its words and punctuation, as one text. */
  public String text() {
    return runs.stream()
        .map(run -> run.text().strip())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "))
        .replaceAll(" (?=[.,;:!?])", "");
  }

  /** Number of words: what has a letter or a digit between blanks. */
  public int words() {
    int words = 0;
    for (String part : text().split("\\s+")) {
      words += part.codePoints().anyMatch(Character::isLetterOrDigit) ? 1 : 0;
    }
    return words;
  }

  static void checkPause(Duration pause) {
    if (pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException("pause %s; expected 0 to 10 s".formatted(pause));
    }
  }
}
