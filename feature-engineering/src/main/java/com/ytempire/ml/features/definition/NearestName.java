package com.ytempire.ml.features.definition;

import java.util.Collection;

/** Finds what a mistyped name may have meant. */
final class NearestName {
  private NearestName() {}

  /** "; did you mean 'x'?" for the closest name within a third of the length, else nothing. */
  static String suggestion(String written, Collection<String> names) {
    String best = "";
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (String name : names) {
      int distance = distance(written, name);
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
  }

  /** Edits (insert, delete, replace) between two words. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
