package com.ytempire.ml.inference.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rates a text by its words: a list of words and emoji with a valence from −5 to 5, and rules for
 * negation, emphasis, capitals and marks in the manner of VADER (Hutto and Gilbert, 2014).
 *
 * <p>Immutable and safe to share. Costs a few microseconds for a title.
 */
public final class SentimentLexicon {
  /** Number of values that {@link #features} gives. */
  public static final int FEATURES = 8;

  /** How much of a valence a negation before it leaves, and with which sign; VADER's constant. */
  private static final double NEGATED = -0.74;

  /** How far back a negation or an intensifier reaches, in words. */
  private static final int REACH = 3;

  /** Spreads the sum of valences over (−1, 1); VADER's constant, for a list up to ±4 like ours. */
  private static final double SPREAD = 15;

  private static final double EMPHASIS = 1.3;

  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "no",
          "never",
          "none",
          "nothing",
          "neither",
          "nor",
          "without",
          "hardly",
          "barely",
          "cannot",
          "cant",
          "can't",
          "dont",
          "don't",
          "doesnt",
          "doesn't",
          "didnt",
          "didn't",
          "isnt",
          "isn't",
          "wasnt",
          "wasn't",
          "arent",
          "aren't",
          "wont",
          "won't",
          "wouldn't",
          "shouldn't",
          "couldn't",
          "ain't",
          "haven't",
          "hasn't");

  private static final Set<String> INTENSIFIERS =
      Set.of(
          "very",
          "really",
          "extremely",
          "absolutely",
          "totally",
          "completely",
          "incredibly",
          "so",
          "most",
          "super",
          "truly",
          "highly",
          "insanely",
          "too");

  private final Map<String, Integer> valences;

  private SentimentLexicon(Map<String, Integer> valences) {
    this.valences = Map.copyOf(valences);
  }

  /** The lexicon that ships with the platform. */
  public static SentimentLexicon bundled() {
    try (InputStream stream = SentimentLexicon.class.getResourceAsStream("lexicon.tsv")) {
      if (stream == null) {
        throw new IllegalStateException("lexicon.tsv is missing from the class path");
      }
      return read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("lexicon.tsv cannot be read", e);
    }
  }

  /** Reads lines of {@code word TAB valence}; lines that start with {@code #} are comments. */
  static SentimentLexicon read(InputStream stream) throws IOException {
    Map<String, Integer> valences = new HashMap<>();
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          valences.put(line.substring(0, tab), Integer.parseInt(line.substring(tab + 1).strip()));
        }
      }
    }
    return new SentimentLexicon(valences);
  }

  /**
   * Features of a text, each in [−1, 1]: compound valence, positive part, negative part, share of
   * rated words, negation present, exclamation marks (four or more count as one whole), question
   * mark present, share of words in capitals.
   */
  public double[] features(String text) {
    List<String> words = Words.of(text);
    double positive = 0;
    double negative = 0;
    int rated = 0;
    int capitals = 0;
    boolean negations = false;
    int sinceNegation = REACH + 1;
    int sinceIntensifier = REACH + 1;
    for (String original : words) {
      boolean capital = isInCapitals(original);
      capitals += capital ? 1 : 0;
      String word = original.toLowerCase(Locale.ROOT);
      Integer valence = valences.get(word);
      if (NEGATIONS.contains(word)) {
        negations = true;
        sinceNegation = 0;
      } else if (INTENSIFIERS.contains(word)) {
        sinceIntensifier = 0;
      } else if (valence != null && valence != 0) {
        double value = valence;
        value *= sinceNegation <= REACH ? NEGATED : 1;
        value *= sinceIntensifier <= 1 ? EMPHASIS : 1;
        value *= capital ? EMPHASIS : 1;
        rated++;
        positive += Math.max(value, 0);
        negative += Math.min(value, 0);
      }
      sinceNegation++;
      sinceIntensifier++;
    }
    int count = Math.max(words.size(), 1);
    return new double[] {
      spread(positive + negative),
      spread(positive),
      spread(negative),
      (double) rated / count,
      negations ? 1 : 0,
      Math.min(count(text, '!'), 4) / 4.0,
      text.indexOf('?') >= 0 ? 1 : 0,
      (double) capitals / count
    };
  }

  private static double spread(double sum) {
    return sum / Math.sqrt(sum * sum + SPREAD);
  }

  private static boolean isInCapitals(String word) {
    return word.length() > 1 && word.chars().allMatch(c -> Character.isUpperCase(c) || c == '\'');
  }

  private static int count(String text, char mark) {
    return (int) text.chars().filter(c -> c == mark).count();
  }
}
