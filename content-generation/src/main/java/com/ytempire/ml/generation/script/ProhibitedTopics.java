package com.ytempire.ml.generation.script;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Topics that a script never mentions. A topic is found where its words stand in this order as
 * whole words, in any case, with or without accents, and with a plural ending; what merely means
 * the same is not found here. Immutable.
 */
public final class ProhibitedTopics {
  private record Topic(String name, Pattern pattern) {}

  private final List<Topic> topics;

  /** Blank entries are left out. */
  public ProhibitedTopics(List<String> names) {
    this.topics =
        names.stream()
            .filter(name -> !SpokenWords.of(name).isEmpty())
            .map(name -> new Topic(name, pattern(name)))
            .toList();
  }

  /** The first of the topics that a text mentions. */
  public Optional<String> findIn(String text) {
    if (topics.isEmpty()) {
      return Optional.empty();
    }
    String plain = plain(text);
    return topics.stream()
        .filter(topic -> topic.pattern.matcher(plain).find())
        .map(Topic::name)
        .findFirst();
  }

  private static Pattern pattern(String name) {
    List<String> words = SpokenWords.of(plain(name));
    String last = words.get(words.size() - 1);
    String stem =
        last.length() > 3 && last.endsWith("s") ? last.substring(0, last.length() - 1) : last;
    String before =
        words.subList(0, words.size() - 1).stream()
            .map(word -> Pattern.quote(word) + "[^\\p{L}\\p{N}]+")
            .reduce("", String::concat);
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + before + Pattern.quote(stem) + "(?:s|es|'s|’s)?(?![\\p{L}\\p{N}])");
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
