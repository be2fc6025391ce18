package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.SpokenWords;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is seen and stressed while a part is spoken. */
final class Pictures {
  private static final int SECONDS_PER_CUE = 20;
  private static final int MOST_CUES = 6;
  private static final int MOST_STRESSED = 4;
  private static final int SHORT_SENTENCE = 12;

  private final Speech speech;

  Pictures(Speech speech) {
    this.speech = speech;
  }

  /** Pictures of a list, one for each twenty seconds. */
  List<String> cues(String list, Fitted part) {
    int count = Math.min(MOST_CUES, Math.max(1, part.seconds() / SECONDS_PER_CUE));
    Set<String> cues = new LinkedHashSet<>();
    List<String> stressed = stressed(part);
    speech.slots().set("emphasis", stressed.isEmpty() ? null : stressed.get(0));
    for (int i = 0; i < count; i++) {
      speech.next(Frames.of(list)).ifPresent(phrase -> cues.add(phrase.text()));
    }
    speech.slots().set("emphasis", null);
    return List.copyOf(cues);
  }

  /** What is marked as stressed, else the shortest sentence. */
  List<String> stressed(Fitted part) {
    List<String> marked =
        part.phrases().stream()
            .flatMap(phrase -> phrase.stressed().stream())
            .distinct()
            .limit(MOST_STRESSED)
            .toList();
    if (!marked.isEmpty()) {
      return marked;
    }
    return SpokenWords.sentences(part.text()).stream()
        .filter(sentence -> SpokenWords.count(sentence) <= SHORT_SENTENCE)
        .min(Comparator.comparingInt(SpokenWords::count))
        .map(sentence -> List.of(sentence.replaceAll("[.!?]+$", "")))
        .orElse(List.of());
  }
}
