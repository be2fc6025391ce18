package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.AgeRange;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Sentences that give away who is speaking, and to whom, list after list. */
final class Flavour implements Fitting.Source {
  private final Speech speech;
  private final List<List<Template>> lists = new ArrayList<>();
  private int turn;

  Flavour(ScriptRequest request, Speech speech) {
    this.speech = speech;
    Set<String> names = new LinkedHashSet<>();
    names.add(list("tone", request.style().tone()));
    names.add(list("personality", request.style().personality()));
    names.add(list("level", request.audience().knowledgeLevel()));
    names.addAll(spokenOf(request.channel().speakingStyle()));
    AgeRange age = request.audience().ageRange();
    if (age != null) {
      names.add("age." + age.word());
    }
    names.forEach(name -> lists.add(Frames.of(name)));
    if (!request.audience().interests().isEmpty()) {
      lists.add(Frames.of("interest"));
    }
  }

  @Override
  public Optional<Phrase> next(Predicate<Phrase> fits) {
    for (int i = 0; i < lists.size(); i++) {
      Optional<Phrase> phrase = speech.next(lists.get(turn++ % lists.size()), fits);
      if (phrase.isPresent()) {
        return phrase;
      }
    }
    return Optional.empty();
  }

  /** The lists that words about a manner of speaking stand for. */
  private static Set<String> spokenOf(String manner) {
    List<String> words = SpokenWords.of(manner.toLowerCase(Locale.ROOT));
    Set<String> names = new LinkedHashSet<>();
    for (String line : Frames.lines("style.words")) {
      int equals = line.indexOf('=');
      if (SpokenWords.of(line.substring(0, equals)).stream().anyMatch(words::contains)) {
        names.add(line.substring(equals + 1).strip());
      }
    }
    return names;
  }

  private static String list(String kind, Enum<?> value) {
    return kind + "." + value.name().toLowerCase(Locale.ROOT);
  }
}
