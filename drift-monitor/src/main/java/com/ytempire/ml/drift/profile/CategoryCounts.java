package com.ytempire.ml.drift.profile;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each word was seen.
 *
 * @param counts of the most frequent words, most frequent first; each 1 or more
 * @param other how often any other word was seen
 */
public record CategoryCounts(Map<String, Long> counts, long other) {
  /** So many words are told apart. */
  public static final int MOST_WORDS = 200;

  public CategoryCounts {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** Counts words; of equally frequent ones the first in the alphabet are told apart. */
  public static CategoryCounts of(List<String> words) {
    Map<String, Long> all = new TreeMap<>();
    for (String word : words) {
      all.merge(word, 1L, Long::sum);
    }
    Map<String, Long> kept = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_WORDS)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    long known = kept.values().stream().mapToLong(Long::longValue).sum();
    return new CategoryCounts(kept, words.size() - known);
  }

  /** How many words were counted. */
  public long size() {
    return counts.values().stream().mapToLong(Long::longValue).sum() + other;
  }
}
