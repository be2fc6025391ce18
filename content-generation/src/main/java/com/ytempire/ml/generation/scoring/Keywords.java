package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import com.ytempire.ml.generation.writing.TopicPhrase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keywords within texts: as whole words in order, whatever stands between them. Pure. */
final class Keywords {
  private Keywords() {}

  /** Those of a request; its topic where it names none. */
  static List<String> of(ScriptRequest request) {
    List<String> named =
        request.seoKeywords().stream()
            .filter(word -> SpokenWords.count(word) > 0)
            .distinct()
            .toList();
    return named.isEmpty() ? List.of(subject(request.topic())) : named;
  }

  /** A topic as it is said, without an article before it. */
  private static String subject(String topic) {
    return TopicPhrase.of(topic).replaceFirst("^(?i)(?:the|an?) (?=\\S)", "");
  }

  static int mentions(String text, String keyword) {
    List<String> words = words(text);
    List<String> wanted = words(keyword);
    int count = 0;
    for (int i = 0; !wanted.isEmpty() && i + wanted.size() <= words.size(); i++) {
      if (words.subList(i, i + wanted.size()).equals(wanted)) {
        count++;
        i += wanted.size() - 1;
      }
    }
    return count;
  }

  static boolean mentions(String text, List<String> keywords) {
    return keywords.stream().anyMatch(keyword -> mentions(text, keyword) > 0);
  }

  /** The words of all mentions of a keyword, in percent of the text's words. */
  static double density(String text, String keyword) {
    int words = SpokenWords.count(text);
    return words == 0 ? 0 : 100.0 * mentions(text, keyword) * SpokenWords.count(keyword) / words;
  }

  /** The density of each keyword, in their order. */
  static Map<String, Double> densities(String text, List<String> keywords) {
    Map<String, Double> densities = new LinkedHashMap<>();
    keywords.forEach(keyword -> densities.put(keyword, density(text, keyword)));
    return densities;
  }

  private static List<String> words(String text) {
    return SpokenWords.of(text.toLowerCase(Locale.ROOT));
  }
}
