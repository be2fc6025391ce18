package com.ytempire.ml.api.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recent content like the topic says together. Each piece counts by its weight w = relevance²
 * · 2^(−age ÷ timeframe) · niche, where niche is a half for content of another niche than the one
 * asked for, else 1.
 *
 * @param weight Σ w
 * @param viral mean probability that views grow by a fifth, 0 to 1, drawn towards {@link
 *     #VIRAL_PRIOR} as if by one piece of weight 1
 * @param growthPerHour mean expected log growth of views per hour, at least 0; NaN where none tells
 * @param expectedViews geometric mean of the views at the end of the timeframe; NaN where none
 *     tells
 * @param viewsPerSubscriber geometric mean; {@link #VIEWS_PER_SUBSCRIBER} where none tells
 * @param hoursToPeak mean of the hours until views grow fastest, at least 0; NaN where none tells
 * @param likesPerView mean, at the end of the timeframe where growth is told, else of now; {@link
 *     #LIKES_PER_VIEW} where none tells
 * @param commentsPerView likewise; {@link #COMMENTS_PER_VIEW} where none tells
 * @param found how many pieces have weight
 * @param bestSimilarity highest cosine of these; NaN for none
 */
record ContentMeasures(
    double weight,
    double viral,
    double growthPerHour,
    double expectedViews,
    double viewsPerSubscriber,
    double hoursToPeak,
    double likesPerView,
    double commentsPerView,
    int found,
    double bestSimilarity) {
  /** How often a video takes off of which nothing is known. */
  static final double VIRAL_PRIOR = 0.1;

  /** Medians of 3,250 videos of the US trending lists of November 2017 to January 2018. */
  static final double LIKES_PER_VIEW = 0.025;

  static final double COMMENTS_PER_VIEW = 0.003;
  static final double VIEWS_PER_SUBSCRIBER = 0.27;

  private static final double OTHER_NICHE = 0.5;

  /** Growth of a video halves in two days; its sum over all time to come is this many hours'. */
  private static final double GROWTH_HOURS = 48 / Math.log(2);

  /** No more than tenfold. */
  private static final double MOST_GROWTH = Math.log(10);

  /** Nothing is known. */
  static final ContentMeasures NONE = of(List.of(), null, Timeframe.WEEK, Instant.EPOCH);

  static ContentMeasures of(
      List<Neighbour> neighbours, @Nullable Niche niche, Timeframe timeframe, Instant now) {
    double weights = 0;
    int found = 0;
    double best = Double.NaN;
    var viral = new WeightedMean();
    var growth = new WeightedMean();
    var views = new WeightedMean();
    var reach = new WeightedMean();
    var peak = new WeightedMean();
    var likes = new WeightedMean();
    var comments = new WeightedMean();
    for (Neighbour neighbour : neighbours) {
      double weight = weight(neighbour, niche, timeframe, now);
      if (!(weight > 0)) {
        continue;
      }
      found++;
      weights += weight;
      best = Double.isNaN(best) ? neighbour.similarity() : Math.max(best, neighbour.similarity());
      double seen = neighbour.content().number("views");
      double perHour = neighbour.growthPerHour();
      viral.add(neighbour.growth().viralProbability(), weight);
      peak.add(neighbour.hoursToPeak(now), weight);
      growth.add(perHour, weight);
      double known = Double.isNaN(perHour) ? 0 : perHour;
      views.add(Math.log1p(seen) + growthOver(timeframe, known), weight);
      reach.add(Math.log(ratio(seen, neighbour.content().number("subscriber_count"))), weight);
      double more = growthOver(timeframe, perHour);
      likes.add(
          rate(
              neighbour.content().number("likes"),
              growthOver(timeframe, neighbour.likesGrowthPerHour()),
              seen,
              more),
          weight);
      comments.add(
          rate(
              neighbour.content().number("comments"),
              growthOver(timeframe, neighbour.commentsGrowthPerHour()),
              seen,
              more),
          weight);
    }
    return new ContentMeasures(
        weights,
        viral.mean(VIRAL_PRIOR, 1),
        growth.mean(),
        Math.expm1(views.mean()),
        Math.exp(reach.mean(Math.log(VIEWS_PER_SUBSCRIBER))),
        peak.mean(),
        likes.mean(LIKES_PER_VIEW),
        comments.mean(COMMENTS_PER_VIEW),
        found,
        best);
  }

  private static double weight(
      Neighbour neighbour, @Nullable Niche niche, Timeframe timeframe, Instant now) {
    Duration age = Duration.between(neighbour.content().eventTime(), now);
    double ages = Math.max(0, (double) age.toMillis() / timeframe.length().toMillis());
    boolean fits = niche == null || niche.mayHold(neighbour.content().categoryId());
    double relevance = neighbour.relevance();
    return relevance * relevance * Math.pow(2, -ages) * (fits ? 1 : OTHER_NICHE);
  }

  /** Log growth from now until the end, growth slowing down all the while. */
  private static double growthOver(Timeframe timeframe, double perHour) {
    double hours = GROWTH_HOURS * -Math.expm1(-timeframe.hours() / GROWTH_HOURS);
    return Math.min(MOST_GROWTH, perHour * hours);
  }

  /**
   * How many of one come with each view at the end, 0 to 1; now, where one of the growths is NaN.
   *
   * @param count how many there are now, and {@code growth} their log growth until the end
   */
  private static double rate(double count, double growth, double views, double viewsGrowth) {
    boolean isTold = views > 0 && !Double.isNaN(growth) && !Double.isNaN(viewsGrowth);
    return Math.min(
        1, isTold ? ratio(grown(count, growth), grown(views, viewsGrowth)) : ratio(count, views));
  }

  /** A count after log growth, which is of one more than the count. */
  private static double grown(double count, double growth) {
    return Math.expm1(Math.log1p(count) + growth);
  }

  /** NaN unless both are there and the second is more than 0, and for nothing of something. */
  private static double ratio(double part, double whole) {
    return whole > 0 && part >= 0 ? part / whole : Double.NaN;
  }
}
