package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.api.trend.Evidence.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What follows from the evidence about a topic. Pure arithmetic: the same evidence gives the same
 * answer. All formulas with their reasons are in {@code docs/trend.md}.
 *
 * @param score how much the topic trends, 0 to 1
 * @param confidence how much evidence there is and how well it agrees, {@link #LEAST_CONFIDENCE} to
 *     {@link #MOST_CONFIDENCE}
 * @param viralProbability probability that content about it takes off, 0 to 1
 * @param peak when interest is highest, within the timeframe
 * @param peakBasis what the peak was told from
 * @param views what a video of the channel may get until the end of the timeframe, at least 0
 * @param likes as {@code views}
 * @param comments as {@code views}
 * @param viewsBasis what the views were told from
 * @param action what to do
 * @param signals the measures of signals
 * @param content the measures of content
 */
record TrendForecast(
    double score,
    double confidence,
    double viralProbability,
    Instant peak,
    Basis peakBasis,
    long views,
    long likes,
    long comments,
    Basis viewsBasis,
    RecommendedAction action,
    SignalMeasures signals,
    ContentMeasures content) {
  static final double LEAST_CONFIDENCE = 0.02;
  static final double MOST_CONFIDENCE = 0.98;

  private static final double SHARE_OF_CONTENT = 0.4;
  private static final double SHARE_OF_ATTENTION = 0.35;
  private static final double SHARE_OF_MOVEMENT = 0.25;
  private static final double CONFIDENCE_IN_CONTENT = 0.6;
  private static final double CONFIDENCE_IN_SIGNALS = 0.4;

  /** Where every other video takes off a topic cannot do better. */
  private static final double MOST_VIRAL = 0.5;

  /** Weight of content at which 1 − 1/e of what it can tell is told. */
  private static final double ENOUGH_CONTENT = 2;

  /** How much of the confidence sources take away that say opposite things. */
  private static final double COST_OF_DISAGREEMENT = 0.5;

  private static final double GAIN_OF_FIT = 0.25;
  private static final double MOST_VIEWS = 1e12;

  /** What a part of an answer was told from. */
  enum Basis {
    @JsonProperty("signals")
    SIGNALS,
    @JsonProperty("content")
    CONTENT,
    @JsonProperty("channel")
    CHANNEL,
    @JsonProperty("none")
    NONE
  }

  static TrendForecast of(Question question, Evidence evidence, Instant now) {
    double hours = question.timeframe().hours();
    SignalMeasures signals =
        evidence.lacks(Part.SIGNALS)
            ? SignalMeasures.NONE
            : SignalMeasures.of(
                evidence.signals(), question.sources().size(), evidence.window(), hours);
    ContentMeasures content =
        evidence.lacks(Part.CONTENT)
            ? ContentMeasures.NONE
            : ContentMeasures.of(evidence.content(), question.niche(), question.timeframe(), now);
    double score = score(evidence, signals, content);
    double confidence = confidence(signals, content);
    double viral = viral(signals, content);
    Peak peak = peak(signals, content, hours);
    Forecast forecast = forecast(question, evidence, content, score, viral);
    return new TrendForecast(
        score,
        confidence,
        viral,
        now.plus(Duration.ofSeconds(Math.round(peak.hours * 3600))).truncatedTo(ChronoUnit.SECONDS),
        peak.basis,
        Math.round(forecast.views),
        Math.round(forecast.views * content.likesPerView()),
        Math.round(forecast.views * content.commentsPerView()),
        forecast.basis,
        RecommendedAction.of(score, confidence, question.confidenceThreshold()),
        signals,
        content);
  }

  /**
   * Content, attention and movement by their shares. A part that could not be asked is left out of
   * the mean; one that was asked and knows nothing counts, because silence is an answer.
   */
  private static double score(Evidence evidence, SignalMeasures signals, ContentMeasures content) {
    var score = new WeightedMean();
    if (!evidence.lacks(Part.CONTENT)) {
      score.add(told(content) * Math.min(1, content.viral() / MOST_VIRAL), SHARE_OF_CONTENT);
    }
    if (!evidence.lacks(Part.SIGNALS)) {
      score.add(signals.attention(), SHARE_OF_ATTENTION);
      score.add(signals.movement(), SHARE_OF_MOVEMENT);
    }
    return score.mean(0);
  }

  /** How much of what content can tell is told, 0 to 1. */
  private static double told(ContentMeasures content) {
    return 1 - Math.exp(-content.weight() / ENOUGH_CONTENT);
  }

  private static double confidence(SignalMeasures signals, ContentMeasures content) {
    double evidence =
        CONFIDENCE_IN_CONTENT * told(content) + CONFIDENCE_IN_SIGNALS * signals.coverage();
    double agreement = 1 - COST_OF_DISAGREEMENT * signals.spread();
    return Math.max(LEAST_CONFIDENCE, Math.min(MOST_CONFIDENCE, evidence * agreement));
  }

  /**
   * The content's probability, moved on the scale of log odds by how the sources' volume moves: by
   * at most 1, in which the odds grow 2.7-fold.
   */
  private static double viral(SignalMeasures signals, ContentMeasures content) {
    double p = Math.max(1e-6, Math.min(1 - 1e-6, content.viral()));
    double odds = p / (1 - p) * Math.exp(signals.push());
    return odds / (1 + odds);
  }

  private record Peak(double hours, Basis basis) {}

  /**
   * When the sources' volume stops growing; else when the model says that the views of content grow
   * fastest; else later the faster they grow, at the end of the timeframe where they double in a
   * day; else in the middle.
   */
  private static Peak peak(SignalMeasures signals, ContentMeasures content, double hours) {
    if (!Double.isNaN(signals.hoursToPeak())) {
      return new Peak(signals.hoursToPeak(), Basis.SIGNALS);
    }
    if (!Double.isNaN(content.hoursToPeak())) {
      return new Peak(Math.min(hours, content.hoursToPeak()), Basis.CONTENT);
    }
    if (!Double.isNaN(content.growthPerHour())) {
      double doublings = content.growthPerHour() * 24 / Math.log(2);
      return new Peak(hours * Math.min(1, doublings), Basis.CONTENT);
    }
    return new Peak(hours / 2, Basis.NONE);
  }

  private record Forecast(double views, Basis basis) {}

  /**
   * What the channel's videos usually get, lifted by the topic; else what content like it is
   * expected to get; else nothing.
   */
  private static Forecast forecast(
      Question question, Evidence evidence, ContentMeasures content, double score, double viral) {
    var usual = new WeightedMean();
    double fit = 0;
    Question.Channel channel = question.channel();
    if (channel.averageViews() != null) {
      usual.add(Math.log1p(channel.averageViews()), 3);
    }
    for (Evidence.Earlier earlier : evidence.history()) {
      usual.add(Math.log1p(earlier.content().number("views")), 2.0 / evidence.history().size());
      fit = Math.max(fit, Neighbour.relevance(earlier.similarity()));
    }
    if (channel.subscribers() != null) {
      usual.add(Math.log1p(channel.subscribers() * content.viewsPerSubscriber()), 1);
    }
    double usually = usual.mean();
    if (!Double.isNaN(usually)) {
      double lift = (0.5 + score) * (1 + viral) * (1 + GAIN_OF_FIT * fit);
      return new Forecast(Math.min(MOST_VIEWS, Math.expm1(usually) * lift), Basis.CHANNEL);
    }
    return Double.isNaN(content.expectedViews())
        ? new Forecast(0, Basis.NONE)
        : new Forecast(Math.min(MOST_VIEWS, content.expectedViews()), Basis.CONTENT);
  }
}
