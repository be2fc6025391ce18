package com.ytempire.ml.generation.script;

import java.util.List;

/**
 * What a script should know of, and not repeat.
 *
 * @param pastTitles titles of the channel's own videos, nearest first, at most 20
 * @param trendingTitles titles of others' videos that do well on similar topics, at most 20
 */
public record Grounding(List<String> pastTitles, List<String> trendingTitles) {
  /** Nothing is known. */
  public static final Grounding NONE = new Grounding(List.of(), List.of());

  private static final int MOST = 20;
  private static final int LONGEST = 500;

  public Grounding {
    pastTitles = Checks.texts("grounding.past_titles", pastTitles, MOST, LONGEST);
    trendingTitles = Checks.texts("grounding.trending_titles", trendingTitles, MOST, LONGEST);
  }
}
