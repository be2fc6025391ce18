package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much a script does to keep its viewers.
 *
 * <p>A sentence catches attention when it is a question or holds a word of {@code attention.txt}.
 * The score is the sum of
 *
 * <ul>
 *   <li>0.30 of opening: 1 when the first sentence catches attention, 0.5 when the second does;
 *   <li>0.20 of hooks per minute, full at 1;
 *   <li>0.20 of the share of sentences that address the viewer as "you", full at 0.3;
 *   <li>0.15 of variety: the standard deviation of sentence lengths over their mean, full at 0.4;
 *   <li>0.10 for a call to action at the end, or none being wanted;
 *   <li>0.05 of pictures per minute, full at 2.
 * </ul>
 *
 * @param opening 0, 0.5 or 1
 * @param hooksPerMinute 0 or more
 * @param address 0 to 1
 * @param variety 0 or more
 * @param closes whether it ends as wanted
 * @param picturesPerMinute 0 or more
 */
record Engagement(
    double opening,
    double hooksPerMinute,
    double address,
    double variety,
    boolean closes,
    double picturesPerMinute) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)\\b(you|your|yours|yourself|you're)\\b");
  private static final List<Pattern> ATTENTION =
      Lists.read("attention.txt").stream()
          .map(words -> Pattern.compile("\\b" + Pattern.quote(words) + "\\b"))
          .toList();

  static Engagement of(Script script, ScriptRequest request) {
    List<String> sentences = SpokenWords.sentences(script.text());
    double minutes = script.durationSeconds() / 60.0;
    long hooks = sentences.stream().filter(Engagement::catchesAttention).count();
    long addressed = sentences.stream().filter(s -> ADDRESS.matcher(s).find()).count();
    int pictures = script.segments().stream().mapToInt(part -> part.visualCues().size()).sum();
    return new Engagement(
        opening(sentences),
        hooks / minutes,
        (double) addressed / sentences.size(),
        variety(sentences),
        !request.includeCta() || !script.outro().cta().isEmpty(),
        pictures / minutes);
  }

  double score() {
    return 0.30 * opening
        + 0.20 * Share.between(0, 1, hooksPerMinute)
        + 0.20 * Share.between(0, 0.3, address)
        + 0.15 * Share.between(0, 0.4, variety)
        + 0.10 * (closes ? 1 : 0)
        + 0.05 * Share.between(0, 2, picturesPerMinute);
  }

  /** Whether a sentence is there to make viewers stay. */
  static boolean catchesAttention(String sentence) {
    String lower = sentence.toLowerCase(Locale.ROOT);
    return lower.contains("?") || ATTENTION.stream().anyMatch(words -> words.matcher(lower).find());
  }

  private static double opening(List<String> sentences) {
    if (catchesAttention(sentences.get(0))) {
      return 1;
    }
    return sentences.size() > 1 && catchesAttention(sentences.get(1)) ? 0.5 : 0;
  }

  private static double variety(List<String> sentences) {
    List<Integer> lengths = sentences.stream().map(SpokenWords::count).toList();
    double mean = lengths.stream().mapToInt(Integer::intValue).average().orElse(0);
    double squares =
        lengths.stream()
            .mapToDouble(length -> (length - mean) * (length - mean))
            .average()
            .orElse(0);
    return mean == 0 ? 0 : Math.sqrt(squares) / mean;
  }
}
