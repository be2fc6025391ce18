package com.ytempire.ml.core.config;

import java.util.Collection;

/** Finds what a mistyped name may have meant. */
public final class NearestName {
  private NearestName() {}

  /** "; did you mean 'x'?" for the closest name within a third of the length, else nothing. */
  public static String suggestion(String written, Collection<String> names) {
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

  /** Edits (insert, delete, replace, swap of neighbours) between two words. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
