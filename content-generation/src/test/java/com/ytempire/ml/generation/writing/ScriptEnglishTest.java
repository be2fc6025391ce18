package com.ytempire.ml.generation.writing;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.SpokenWords;
import com.ytempire.ml.generation.script.VideoType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads whole scripts on twenty topics in five types, as somebody would who checks English. */
class ScriptEnglishTest {
  private static final Pattern DOUBLED = Pattern.compile("(?iu)\\b([\\p{L}\\p{N}]+)\\s+\\1\\b");
  private static final Pattern ARTICLE_TOO_MANY =
      Pattern.compile(
          "(?i)\\b(the|an?|my|your|our|their|every|any|no|great|first|more|less) (an?|the) ");
  private static final Pattern LEFT_OVER =
      Pattern.compile("[{}|*\\[\\]()]|null|\\s{2}|\\s[,.!?;:]");
  private static final Pattern ARTICLE = Pattern.compile("\\b([Aa]n?) ([\\p{L}\\p{N}]+)");
  private static final Set<String> A_DESPITE_VOWEL =
      Set.of("one", "used", "useful", "user", "unit", "universal");
  private static final Set<String> AN_DESPITE_CONSONANT = Set.of("hour", "honest");

  private static Map<String, Script> scripts;

  @BeforeAll
  static void write() throws Exception {
    scripts = new LinkedHashMap<>();
    int number = 0;
    for (String topic : Topics.ALL) {
      for (VideoType type : VideoType.values()) {
        scripts.put(
            topic + " as " + type,
            new LocalScripts().write(Topics.request(topic, type, 240, number++)).script());
      }
    }
  }

  @Test
  void hasNoDoubledWordsAndNothingLeftOver() {
    scripts.forEach(
        (name, script) -> {
          for (String text : everything(script)) {
            assertThat(text).as(name).doesNotContainPattern(DOUBLED);
            assertThat(text).as(name).doesNotContainPattern(ARTICLE_TOO_MANY);
            assertThat(text).as(name).doesNotContainPattern(LEFT_OVER);
            assertThat(text).as(name).doesNotContainPattern("[.!?,]{2}|\\.\\s*\\p{Ll}");
          }
        });
  }

  @Test
  void writesEachArticleAsTheWordAfterItSounds() {
    scripts.forEach(
        (name, script) -> {
          for (String text : everything(script)) {
            Matcher articles = ARTICLE.matcher(text);
            while (articles.find()) {
              String word = articles.group(2).toLowerCase(Locale.ROOT);
              boolean vowel =
                  AN_DESPITE_CONSONANT.contains(word)
                      || "aeiou".indexOf(word.charAt(0)) >= 0 && !A_DESPITE_VOWEL.contains(word);
              assertThat(articles.group(1).equalsIgnoreCase("an"))
                  .as("'%s' in %s", articles.group(), name)
                  .isEqualTo(vowel);
            }
          }
        });
  }

  @Test
  void beginsEachSentenceWithACapitalAndEndsItWithAMark() {
    scripts.forEach(
        (name, script) -> {
          for (String text : script.texts()) {
            for (String sentence : SpokenWords.sentences(text)) {
              assertThat(sentence)
                  .as(name)
                  .matches("(?s)[“\"]?(\\p{Lu}|\\p{N}|iPhone).*[.!?][”\"]?");
            }
          }
        });
  }

  @Test
  void saysNoSentenceTwice() {
    scripts.forEach(
        (name, script) ->
            assertThat(SpokenWords.sentences(script.text())).as(name).doesNotHaveDuplicates());
  }

  @Test
  void weavesTheTopicInFromTheStart() {
    scripts.forEach(
        (name, script) -> {
          String topic = TopicPhrase.of(name.substring(0, name.lastIndexOf(" as ")));
          assertThat(script.text()).as(name).containsIgnoringCase(topic);
        });
  }

  @Test
  void differsByTopicAndType() {
    List<String> names = new ArrayList<>(scripts.keySet());
    List<Set<String>> grams = new ArrayList<>();
    scripts.values().forEach(script -> grams.add(fourGrams(script.text())));
    double most = 0;
    double sum = 0;
    int pairs = 0;
    String nearest = "";
    for (int i = 0; i < grams.size(); i++) {
      for (int j = 0; j < i; j++) {
        double shared = jaccard(grams.get(i), grams.get(j));
        sum += shared;
        pairs++;
        if (shared > most) {
          most = shared;
          nearest = names.get(i) + " and " + names.get(j);
        }
      }
    }

    assertThat(most).as(nearest).isLessThan(0.25);
    assertThat(sum / pairs).isLessThan(0.05);
  }

  private static List<String> everything(Script script) {
    List<String> texts = new ArrayList<>(script.texts());
    script.segments().forEach(segment -> texts.addAll(segment.visualCues()));
    script.segments().forEach(segment -> texts.addAll(segment.emphasisPoints()));
    return texts;
  }

  private static Set<String> fourGrams(String text) {
    List<String> words = SpokenWords.of(text.toLowerCase(Locale.ROOT));
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + 4 <= words.size(); i++) {
      grams.add(String.join(" ", words.subList(i, i + 4)));
    }
    return grams;
  }

  private static double jaccard(Set<String> a, Set<String> b) {
    Set<String> both = new HashSet<>(a);
    both.retainAll(b);
    return (double) both.size() / (a.size() + b.size() - both.size());
  }
}
