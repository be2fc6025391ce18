package com.ytempire.ml.generation.spoken;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain text as sentences in spoken form: 350 ms of pause after a sentence, 750 ms after a
 * paragraph (an empty line).
 */
public final class SpokenText {
  /** After a sentence. */
  public static final Duration SENTENCE_PAUSE = Duration.ofMillis(350);

  /** After a paragraph. */
  public static final Duration PARAGRAPH_PAUSE = Duration.ofMillis(750);

  private SpokenText() {}

  /** All sentences with a word; none where the text has none. */
  public static List<Sentence> sentences(String text) {
    List<Sentence> sentences = new ArrayList<>();
    for (String paragraph : text.split("\\R\\s*\\R")) {
      int size = sentences.size();
      int from = 0;
      for (int end : SentenceEnds.in(paragraph)) {
        String spoken = SpokenForm.of(paragraph.substring(from, end));
        from = end;
        var sentence = new Sentence(List.of(Run.plain(spoken)), SENTENCE_PAUSE);
        if (sentence.words() > 0) {
          sentences.add(sentence);
        }
      }
      if (sentences.size() > size) {
        Sentence last = sentences.remove(sentences.size() - 1);
        sentences.add(new Sentence(last.runs(), PARAGRAPH_PAUSE));
      }
    }
    return List.copyOf(sentences);
  }
}
