package com.ytempire.ml.generation.spoken;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a speech into pieces of limited length: between sentences where it can, else at a clause,
 * else between words, and only where one word is too long within it, never between the two halves
 * of a character.
 */
public final class Pieces {
  /** After a clause at which a sentence was cut. */
  private static final Duration CLAUSE_PAUSE = Duration.ofMillis(150);

  /** A clause's end is taken unless it lies before this share of the limit. */
  private static final double EARLIEST = 0.4;

  private Pieces() {}

  /**
   * As few pieces as fit in order.
   *
   * @param most characters of a piece's text, at least 20
   */
  public static List<List<Sentence>> of(List<Sentence> sentences, int most) {
    if (most < 20) {
      throw new IllegalArgumentException("most characters %d; expected 20 or more".formatted(most));
    }
    List<List<Sentence>> pieces = new ArrayList<>();
    List<Sentence> piece = new ArrayList<>();
    int length = 0;
    for (Sentence whole : sentences) {
      for (Sentence sentence : fitting(whole, most)) {
        int more = sentence.text().length();
        if (length > 0 && length + 1 + more > most) {
          pieces.add(List.copyOf(piece));
          piece.clear();
          length = 0;
        }
        piece.add(sentence);
        length += more + (length > 0 ? 1 : 0);
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(List.copyOf(piece));
    }
    return pieces;
  }

  private static List<Sentence> fitting(Sentence sentence, int most) {
    if (sentence.text().length() <= most) {
      return List.of(sentence);
    }
    List<Sentence> parts = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    int length = 0;
    for (Run run : sentence.runs()) {
      String rest = run.text().strip();
      while (length + 1 + rest.length() > most) {
        int cut = length == 0 ? cut(rest, most) : cutOrNone(rest, most - length - 1);
        if (cut > 0) {
          runs.add(new Run(rest.substring(0, cut).strip(), run.prosody(), Duration.ZERO));
          rest = rest.substring(cut).strip();
        }
        parts.add(new Sentence(runs, CLAUSE_PAUSE));
        runs.clear();
        length = 0;
      }
      runs.add(new Run(rest, run.prosody(), run.pause()));
      length += rest.length() + (length > 0 ? 1 : 0);
    }
    parts.add(new Sentence(runs, sentence.pause()));
    return parts;
  }

  private static int cutOrNone(String text, int most) {
    return most < 1 ? 0 : Math.max(0, wordCut(text, most));
  }

  private static int cut(String text, int most) {
    int cut = wordCut(text, most);
    if (cut > 0) {
      return cut;
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }

  /** After the last clause or word that fits; 0 for none. */
  private static int wordCut(String text, int most) {
    for (int i = Math.min(most, text.length()); i > EARLIEST * most; i--) {
      if (",;:\u2014".indexOf(text.charAt(i - 1)) >= 0
          && (i == text.length() || Character.isWhitespace(text.charAt(i)))) {
        return i;
      }
    }
    for (int i = Math.min(most, text.length() - 1); i > 0; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return 0;
  }
}
