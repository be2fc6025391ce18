package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.Pacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes parts whose words take as long to say as they are given, to {@value #TOLERANCE} of it. Long
 * parts come out right by themselves; short ones are filled up with small sentences. Confined to
 * the thread that writes the script.
 */
final class Fitting {
  /** Below the 5 % that is promised, so that rounding cannot break the promise. */
  static final double TOLERANCE = 0.045;

  /** Small sentences that fit anywhere. */
  static final String TAILS = "tail";

  /** Small sentences that fit an end. */
  static final String LAST_TAILS = "tail.end";

  private static final int ATTEMPTS = 60;

  /** While so many words are missing, small sentences can make them up. */
  private static final int ROOM_FOR_SMALL_ONES = 6;

  /** Where sentences come from, in turn; empty where none is left that fits. */
  @FunctionalInterface
  interface Source {
    Optional<Phrase> next(Predicate<Phrase> fits);
  }

  private final Speech speech;
  private final Pacing pacing;

  Fitting(Speech speech, Pacing pacing) {
    this.speech = speech;
    this.pacing = pacing;
  }

  /**
   * A short part, of a length that its words ask for.
   *
   * @param part its name, for messages
   * @param attempt makes phrases that may do, others each time
   * @param fillers the list of small sentences that fill it up
   * @param tailAt how many phrases at the end stay behind such a sentence
   */
  Fitted shortPart(
      String part,
      int least,
      int most,
      String fillers,
      int tailAt,
      Supplier<List<Phrase>> attempt) {
    return tryShortPart(least, most, fillers, tailAt, attempt)
        .or(() -> tryShortPart(Math.max(3, least - 2), most + 4, fillers, tailAt, attempt))
        .orElseThrow(() -> new NothingToSayException(part));
  }

  Optional<Fitted> tryShortPart(
      int least, int most, String fillers, int tailAt, Supplier<List<Phrase>> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      List<Phrase> phrases = attempt.get();
      if (phrases.isEmpty()) {
        continue;
      }
      int words = phrases.stream().mapToInt(Phrase::words).sum();
      if (fits(words, least, most)) {
        return Optional.of(said(phrases, seconds(words)));
      }
      for (Phrase small : speech.shuffled(smallOnes(fillers))) {
        if (fits(words + small.words(), least, most)) {
          List<Phrase> filled = new ArrayList<>(phrases);
          filled.add(Math.max(0, phrases.size() - tailAt), small);
          return Optional.of(said(filled, seconds(words + small.words())));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A part of a given length.
   *
   * @param start what it starts with, as far as it fits
   * @param sources where the rest comes from, in turn and again
   */
  Fitted longPart(String part, int seconds, List<Phrase> start, List<Source> sources) {
    double words = pacing.wordsIn(seconds);
    int least = (int) Math.ceil(words * (1 - TOLERANCE));
    int most = (int) Math.floor(words * (1 + TOLERANCE));
    List<Phrase> phrases = new ArrayList<>();
    int count = 0;
    for (Phrase phrase : start) {
      if (leavesRoom(count + phrase.words(), least, most) && speech.canSay(phrase.text())) {
        count += add(phrases, phrase);
      }
    }
    int turn = 0;
    int failures = 0;
    while (count < least && failures < sources.size()) {
      int soFar = count;
      Optional<Phrase> phrase =
          sources
              .get(turn++ % sources.size())
              .next(candidate -> leavesRoom(soFar + candidate.words(), least, most));
      failures = phrase.isPresent() ? 0 : failures + 1;
      count += phrase.map(found -> add(phrases, found)).orElse(0);
    }
    fillUp(phrases, count, least, most, part);
    return new Fitted(List.copyOf(phrases), seconds);
  }

  private void fillUp(List<Phrase> phrases, int count, int least, int most, String part) {
    int words = count;
    while (words < least) {
      Optional<Phrase> small = smallOneFor(least - words, most - words);
      if (small.isEmpty()) {
        throw new NothingToSayException(part);
      }
      words += add(phrases, small.get());
    }
  }

  /** One that fills a gap, else the longest after which another one can. */
  private Optional<Phrase> smallOneFor(int least, int most) {
    List<Phrase> small = smallOnes(TAILS);
    for (Phrase phrase : speech.shuffled(small)) {
      if (phrase.words() >= least && phrase.words() <= most) {
        return Optional.of(phrase);
      }
    }
    for (int i = small.size() - 1; i >= 0; i--) {
      Phrase first = small.get(i);
      int rest = most - first.words();
      if (rest >= 2
          && small.stream().anyMatch(other -> !other.equals(first) && other.words() <= rest)) {
        return Optional.of(first);
      }
    }
    return Optional.empty();
  }

  private List<Phrase> smallOnes(String fillers) {
    return speech.allOf(Frames.of(fillers));
  }

  private int add(List<Phrase> phrases, Phrase phrase) {
    phrases.add(phrase);
    speech.say(phrase);
    return phrase.words();
  }

  private Fitted said(List<Phrase> phrases, int seconds) {
    phrases.forEach(speech::say);
    return new Fitted(List.copyOf(phrases), seconds);
  }

  private static boolean leavesRoom(int words, int least, int most) {
    return words <= most && (words >= least || most - words >= ROOM_FOR_SMALL_ONES);
  }

  private boolean fits(int words, int least, int most) {
    int seconds = seconds(words);
    return seconds >= least
        && seconds <= most
        && Math.abs(pacing.secondsFor(words) / seconds - 1) <= TOLERANCE;
  }

  private int seconds(int words) {
    return Math.max(1, (int) Math.round(pacing.secondsFor(words)));
  }
}
