package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.trend.TrendModel.Growth;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.SimilarContent;
import java.time.Duration;
import java.time.Instant;

/**
 * Recent content about something like the topic, with what the model says of it.
 *
 * @param similar its newest snapshots, and how alike its title and the topic are
 * @param growth what is expected of it
 */
record Neighbour(SimilarContent similar, Growth growth) {
  private static final double MILLIS_PER_HOUR = 3_600_000;
  private static final double UNLIKE = 0.25;
  private static final double ALIKE = 0.75;
  private static final double MIN_GAP_HOURS = 0.5;
  private static final double MAX_GAP_HOURS = 72;

  /** What a gap between snapshots is where there is only one yet: models are trained on days. */
  private static final double USUAL_GAP_HOURS = 24;

  /** Its newest snapshot. */
  ContentSnapshot content() {
    return similar.content();
  }

  /** Cosine of its title and the topic, −1 to 1. */
  double similarity() {
    return similar.similarity();
  }

  /**
   * How much it has to do with the topic, 0 to 1: titles of unrelated videos have cosines up to a
   * quarter, and from three quarters on two texts say the same.
   */
  double relevance() {
    return relevance(similarity());
  }

  static double relevance(double cosine) {
    return Math.max(0, Math.min(1, (cosine - UNLIKE) / (ALIKE - UNLIKE)));
  }

  /** Expected log growth of its views per hour, at least 0; NaN where the model does not say. */
  double growthPerHour() {
    return perHour(growth.logGrowth());
  }

  /** The same of its likes. */
  double likesGrowthPerHour() {
    return perHour(growth.likesLogGrowth());
  }

  /** The same of its comments. */
  double commentsGrowthPerHour() {
    return perHour(growth.commentsLogGrowth());
  }

  /**
   * Hours from now until its views grow fastest, at least 0; NaN where the model does not say.
   *
   * @param now not before its newest snapshot, from which the model counts
   */
  double hoursToPeak(Instant now) {
    double passed = Duration.between(content().eventTime(), now).toMillis() / MILLIS_PER_HOUR;
    return Math.max(0, growth.hoursToPeak() - Math.max(0, passed));
  }

  private double perHour(double logGrowth) {
    double gap = content().number("prev_gap_hours");
    double hours =
        gap > 0 ? Math.max(MIN_GAP_HOURS, Math.min(MAX_GAP_HOURS, gap)) : USUAL_GAP_HOURS;
    return Math.max(0, logGrowth) / hours;
  }
}
