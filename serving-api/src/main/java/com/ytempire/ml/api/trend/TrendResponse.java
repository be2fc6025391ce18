package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /predict/trend}. Shares and probabilities are 0 to 1, with four
 * decimals.
 *
 * @param predictionId under which the prediction is kept; feedback refers to it
 * @param trendScore how much the topic trends
 * @param confidence how much evidence there is and how well it agrees
 * @param viralProbability probability that content about the topic takes off
 * @param predictedPeak when interest is highest, within the timeframe
 * @param engagementForecast what a video of the channel may get until the end of the timeframe
 * @param recommendedAction what to do
 * @param supportingSignals sources that talk about the topic, strongest first
 * @param metadata how the answer came about
 */
@Introspected
record TrendResponse(
    UUID predictionId,
    double trendScore,
    double confidence,
    double viralProbability,
    Instant predictedPeak,
    EngagementForecast engagementForecast,
    RecommendedAction recommendedAction,
    List<SupportingSignal> supportingSignals,
    Metadata metadata) {

  TrendResponse {
    supportingSignals = List.copyOf(supportingSignals);
  }

  /** Counts, at least 0; all 0 where nothing is known to tell them from. */
  @Introspected
  record EngagementForecast(long views, long likes, long comments) {}

  /**
   * What a source says.
   *
   * @param source the source
   * @param strength how strong it rates the topic, or null where it does not
   * @param volume mentions in the window that fits the timeframe
   */
  @Introspected
  record SupportingSignal(
      DataSource source,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double strength,
      double volume) {}

  /**
   * How the answer came about.
   *
   * @param modelVersion version of the model that scored similar content
   * @param inferenceTimeMs how long the answer took to work out
   * @param timestamp when that was
   * @param modelId the model
   * @param variant {@code active} or {@code canary}
   * @param cached whether the answer was worked out for an earlier request
   * @param stale whether it is older than it should be, because no new one could be worked out
   * @param featureAges how old what it rests on was
   * @param evidence how much there was
   * @param degraded what was missing or second best
   * @param notes what else to know, for people
   */
  @Introspected
  record Metadata(
      String modelVersion,
      long inferenceTimeMs,
      Instant timestamp,
      String modelId,
      String variant,
      boolean cached,
      boolean stale,
      FeatureAges featureAges,
      EvidenceSummary evidence,
      List<Degraded> degraded,
      List<String> notes) {
    Metadata {
      degraded = List.copyOf(degraded);
      notes = List.copyOf(notes);
    }

    private Metadata fromCache(boolean isStale) {
      return new Metadata(
          modelVersion,
          inferenceTimeMs,
          timestamp,
          modelId,
          variant,
          true,
          isStale,
          featureAges,
          evidence,
          degraded,
          notes);
    }
  }

  /**
   * Ages of the newest of each, in seconds; null where there is none.
   *
   * @param contentSeconds since the newest snapshot of similar content
   * @param signalsSeconds since the newest signal about the topic
   */
  @Introspected
  record FeatureAges(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long contentSeconds,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long signalsSeconds) {}

  /**
   * How much there was to go by.
   *
   * @param similarContent pieces of recent content about something like the topic
   * @param bestSimilarity cosine of the most similar of them, or null
   * @param sources how many of the asked sources mention the topic
   * @param peakBasis what the peak was told from
   * @param viewsBasis what the views were told from
   */
  @Introspected
  record EvidenceSummary(
      int similarContent,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double bestSimilarity,
      int sources,
      TrendForecast.Basis peakBasis,
      TrendForecast.Basis viewsBasis) {}

  /** The same answer, given again. */
  TrendResponse fromCache(boolean isStale) {
    return new TrendResponse(
        predictionId,
        trendScore,
        confidence,
        viralProbability,
        predictedPeak,
        engagementForecast,
        recommendedAction,
        supportingSignals,
        metadata.fromCache(isStale));
  }

  /** Whether it is worth giving again: all was asked, and something found. */
  boolean isWorthKeeping() {
    return metadata.degraded.isEmpty()
        && (metadata.evidence.similarContent > 0 || metadata.evidence.sources > 0);
  }
}
