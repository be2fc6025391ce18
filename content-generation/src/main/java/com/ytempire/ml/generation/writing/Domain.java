package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A field that topics come from, with its words.
 *
 * @param name its name in the file
 * @param words words of topics by which it is recognised, names with their capitals
 * @param slots words that fill slots, by slot
 * @param facts what is true in this field
 */
record Domain(
    String name, List<String> words, Map<String, List<String>> slots, List<Template> facts) {
  private static final List<Domain> ALL = read();

  /** What a topic gets that no field's words stand in. */
  private static final Domain GENERAL = ALL.get(ALL.size() - 1);

  /** All of them, the general one last. */
  static List<Domain> all() {
    return ALL;
  }

  static Domain general() {
    return GENERAL;
  }

  /** The field most of whose words stand in a text; the first one of several. */
  static Domain of(String text) {
    String spaced = " " + String.join(" ", SpokenWords.of(text)).toLowerCase(Locale.ROOT) + " ";
    Domain best = GENERAL;
    int most = 0;
    for (Domain domain : ALL) {
      int found =
          domain.words.stream()
              .filter(word -> spaced.contains(" " + key(word) + " "))
              // Two words together say more than one alone.
              .mapToInt(word -> key(word).split(" ").length)
              .sum();
      if (found > most) {
        best = domain;
        most = found;
      }
    }
    return best;
  }

  /** Whether a word is known not to be a name, and so written small within a sentence. */
  static boolean isCommonWord(String word) {
    return Words.COMMON.contains(word.toLowerCase(Locale.ROOT));
  }

  private static String key(String word) {
    return String.join(" ", SpokenWords.of(word)).toLowerCase(Locale.ROOT);
  }

  private static List<Domain> read() {
    List<Domain> domains = new ArrayList<>();
    ResourceLines.read("domains.txt")
        .forEach(
            (heading, lines) -> {
              Map<String, List<String>> slots = new LinkedHashMap<>();
              List<Template> facts = new ArrayList<>();
              List<String> words = List.of();
              for (String line : lines) {
                if (line.startsWith("-")) {
                  facts.add(new Template(line.substring(1).strip()));
                  continue;
                }
                int equals = line.indexOf('=');
                String name = line.substring(0, equals).strip();
                String value = line.substring(equals + 1).strip();
                if (name.equals("words")) {
                  words = value.isEmpty() ? List.of() : List.of(value.split(",\\s*"));
                } else {
                  slots.put(name, List.of(value.split(";\\s*")));
                }
              }
              domains.add(new Domain(heading, words, slots, List.copyOf(facts)));
            });
    return List.copyOf(domains);
  }

  /** Read when first needed: most topics are written small already. */
  private static final class Words {
    static final Set<String> COMMON = read();

    private static Set<String> read() {
      Set<String> common = new HashSet<>();
      Set<String> names = new HashSet<>();
      for (Domain domain : ALL) {
        for (String word : domain.words) {
          boolean isName = !word.equals(word.toLowerCase(Locale.ROOT));
          (isName ? names : common).addAll(SpokenWords.of(word.toLowerCase(Locale.ROOT)));
        }
      }
      common.removeAll(names);
      common.addAll(
          Arrays.asList(
              ("a an the and or but of for to in on at with without from by your my our this that"
                      + " these those how why what when where who which best better new easy cheap"
                      + " first every day days week home beginner beginners people things ways tips"
                      + " tricks mistakes secrets ideas guide basics simple quick perfect"
                      + " free budget minutes year years life world time under after before about"
                      + " own real old big small great good bad more most less is are can do"
                      + " learn make build start grow get stop use write play fix draw choose buy"
                      + " create save master learning making building starting growing growing")
                  .split(" ")));
      return common;
    }
  }
}
