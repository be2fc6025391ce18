package com.ytempire.ml.core.evidence;

import java.util.Locale;

/**
 * What is known of one question.
 *
 * @param question which
 * @param active what the active version did
 * @param candidate what the candidate did
 * @param lower the true difference, candidate less active, is above this; −1 where nothing is known
 * @param upper the true difference is below this; 1 where nothing is known
 * @param margin from which difference on the candidate is worse
 */
public record Finding(
    Question question, Tally active, Tally candidate, double lower, double upper, double margin) {

  static Finding of(Question question, Tally active, Tally candidate, CanaryRules rules) {
    var sides = new TwoSides(active, candidate, question.mixture());
    return new Finding(
        question,
        active,
        candidate,
        sides.lower(rules.falseAlarmEach()),
        sides.upper(rules.falsePromotion()),
        rules.margins().of(question));
  }

  /** The candidate's share less the active version's, as seen so far. */
  public double difference() {
    return candidate.share() - active.share();
  }

  /** The candidate is worse, and by a difference that matters. */
  public boolean isHarm() {
    return lower > 0 && difference() >= margin;
  }

  /** The candidate is not worse by the margin. */
  public boolean isHarmless() {
    return upper < margin;
  }

  /** One sentence with every figure. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s: %.4f over %d, the active version %.4f over %d; the difference is between %.4f and"
            + " %.4f, margin %.4f",
        question.meaning(),
        candidate.share(),
        candidate.trials(),
        active.share(),
        active.trials(),
        lower,
        upper,
        margin);
  }
}
