package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.core.content.Cosine;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How much of a script is its own.
 *
 * <p>The score is {@code variety · (1 − max(copied, retold))}: variety is the share of different
 * runs of four words among all, copied the largest share of the script's runs of five words that
 * stand in one known text, and retold the share of its sentences whose embedding has a cosine of
 * 0.9 or more with a sentence of a known text. Runs of words are the usual measure of reuse (as in
 * plagiarism detection by n-grams); the embeddings find what was only reworded.
 *
 * @param variety 0 to 1
 * @param copied 0 to 1
 * @param retold 0 to 1
 */
record Originality(double variety, double copied, double retold) {
  private static final int RUN_WITHIN = 4;
  private static final int RUN_ACROSS = 5;
  private static final double RETOLD = 0.9;

  /** Shorter sentences are everybody's. */
  private static final int SHORTEST = 5;

  private static final int MOST_KNOWN_SENTENCES = 2000;

  static Originality of(Embedded script, List<String> known, Embedder embedder)
      throws InterruptedException {
    String text = String.join("\n", script.sentences());
    List<String> runs = runs(text, RUN_WITHIN);
    double variety = runs.isEmpty() ? 1 : (double) new HashSet<>(runs).size() / runs.size();
    Set<String> own = new HashSet<>(runs(text, RUN_ACROSS));
    double copied = 0;
    for (String other : known) {
      Set<String> theirs = new HashSet<>(runs(other, RUN_ACROSS));
      theirs.retainAll(own);
      copied = Math.max(copied, own.isEmpty() ? 0 : (double) theirs.size() / own.size());
    }
    return new Originality(variety, copied, retold(script, known, embedder));
  }

  double score() {
    return variety * (1 - Math.max(copied, retold));
  }

  private static double retold(Embedded script, List<String> known, Embedder embedder)
      throws InterruptedException {
    List<String> theirs =
        known.stream()
            .flatMap(text -> SpokenWords.sentences(text).stream())
            .filter(Originality::isLong)
            .distinct()
            .limit(MOST_KNOWN_SENTENCES)
            .toList();
    List<float[]> vectors = theirs.isEmpty() ? List.of() : embedder.embed(theirs);
    int counted = 0;
    int found = 0;
    for (int i = 0; i < script.size(); i++) {
      if (isLong(script.sentences().get(i))) {
        float[] own = script.vectors().get(i);
        counted++;
        found += vectors.stream().anyMatch(other -> Cosine.of(own, other) >= RETOLD) ? 1 : 0;
      }
    }
    return counted == 0 ? 0 : (double) found / counted;
  }

  private static boolean isLong(String sentence) {
    return SpokenWords.count(sentence) >= SHORTEST;
  }

  private static List<String> runs(String text, int length) {
    List<String> words = SpokenWords.of(text.toLowerCase(Locale.ROOT));
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + length <= words.size(); i++) {
      runs.add(String.join(" ", words.subList(i, i + length)));
    }
    return runs;
  }
}
