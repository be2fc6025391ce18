package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.List;
import java.util.Map;

/**
 * How well a script and what it is published with are found by its keywords.
 *
 * <p>A keyword scores 1 when it is said 0.2 to 2 times in a hundred words, and falls to 0 at none
 * and at 4 times, where it is stuffed. The score is the sum of
 *
 * <ul>
 *   <li>0.20 of the share of keywords that are said at all;
 *   <li>0.35 of the mean score of the keywords;
 *   <li>0.10 for one of them in the intro;
 *   <li>0.15 for the first one in the first half of the first title;
 *   <li>0.10 for one of them in the description's first 150 characters, which are shown unfolded;
 *   <li>0.10 of the share of keywords among the tags;
 * </ul>
 *
 * less the share of words beyond 8 percent that all keywords take together, full at 20 percent, so
 * that many keywords stuff a text as one does.
 */
final class Seo {
  private static final double FEWEST = 0.2;
  private static final double MOST = 2;
  private static final double STUFFED = 4;
  private static final int SHOWN_OF_DESCRIPTION = 150;

  private Seo() {}

  static double score(Script script, SeoMetadata metadata, List<String> keywords) {
    Map<String, Double> densities = metadata.keywordsDensity();
    double said = densities.values().stream().filter(density -> density > 0).count();
    double rateScore =
        keywords.stream()
            .mapToDouble(
                word -> rateScore(densities.getOrDefault(word, 0.0) / SpokenWords.count(word)))
            .average()
            .orElse(0);
    double together = densities.values().stream().mapToDouble(Double::doubleValue).sum();
    String title = metadata.titleSuggestions().isEmpty() ? "" : metadata.titleSuggestions().get(0);
    String first = keywords.get(0);
    String front =
        title.substring(0, Math.min(title.length(), title.length() / 2 + first.length()));
    String shown =
        metadata
            .description()
            .substring(0, Math.min(metadata.description().length(), SHOWN_OF_DESCRIPTION));
    double tagged =
        keywords.stream()
            .filter(
                word -> metadata.tags().stream().anyMatch(tag -> Keywords.mentions(tag, word) > 0))
            .count();
    double score =
        0.20 * said / keywords.size()
            + 0.35 * rateScore
            + (Keywords.mentions(script.intro().text(), keywords) ? 0.10 : 0)
            + (Keywords.mentions(front, first) > 0 ? 0.15 : 0)
            + (Keywords.mentions(shown, keywords) ? 0.10 : 0)
            + 0.10 * tagged / keywords.size();
    return Math.max(0, score - Share.between(8, 20, together));
  }

  /** 0 to 1, for mentions in a hundred words. */
  static double rateScore(double rate) {
    return Math.min(Share.between(0, FEWEST, rate), 1 - Share.between(MOST, STUFFED, rate));
  }
}
