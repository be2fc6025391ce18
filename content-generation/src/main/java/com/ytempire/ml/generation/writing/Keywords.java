package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.SpokenWords;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sentences that carry words people search for, so many that each is heard and none becomes a
 * nuisance: about one in {@value #WORDS_PER_MENTION} words, and no more than one in {@value
 * #FEWEST_WORDS_PER_MENTION} where there are many keywords.
 */
final class Keywords implements Fitting.Source {
  private static final int WORDS_PER_MENTION = 120;
  private static final int FEWEST_WORDS_PER_MENTION = 45;

  private static final class Keyword {
    private final String text;
    private int mentions;

    private Keyword(String text) {
      this.text = text;
    }
  }

  private final Speech speech;
  private final List<Keyword> keywords;
  private final double mentionsPerWord;
  private double allowed;

  Keywords(List<String> texts, double words, Speech speech) {
    this.speech = speech;
    this.keywords = texts.stream().map(Keyword::new).toList();
    double wanted = Math.max(words / WORDS_PER_MENTION, texts.size());
    this.mentionsPerWord =
        texts.isEmpty() ? 0 : Math.min(wanted, words / FEWEST_WORDS_PER_MENTION) / words;
  }

  /** Allows for so many further words, and notes which keywords the text before them has. */
  void advance(int words, List<Phrase> before) {
    allowed += words * mentionsPerWord;
    for (Keyword keyword : keywords) {
      for (Phrase phrase : before) {
        if (phrase.text().toLowerCase(Locale.ROOT).contains(lower(keyword))) {
          keyword.mentions++;
        }
      }
    }
  }

  @Override
  public Optional<Phrase> next(Predicate<Phrase> fits) {
    if (allowed < 0.5) {
      return Optional.empty();
    }
    for (Keyword keyword :
        keywords.stream().sorted(Comparator.comparingInt(word -> word.mentions)).toList()) {
      speech.slots().set("keyword", keyword.text);
      Optional<Phrase> phrase =
          SpokenWords.count(keyword.text) == 0
              ? Optional.empty()
              : speech.next(Frames.of("keyword"), fits);
      speech.slots().set("keyword", null);
      if (phrase.isPresent()) {
        allowed--;
        keyword.mentions++;
        return phrase;
      }
    }
    return Optional.empty();
  }

  private static String lower(Keyword keyword) {
    return keyword.text.toLowerCase(Locale.ROOT);
  }
}
