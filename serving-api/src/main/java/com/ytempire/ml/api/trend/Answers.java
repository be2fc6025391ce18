package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.trend.TrendResponse.EngagementForecast;
import com.ytempire.ml.api.trend.TrendResponse.EvidenceSummary;
import com.ytempire.ml.api.trend.TrendResponse.FeatureAges;
import com.ytempire.ml.api.trend.TrendResponse.Metadata;
import com.ytempire.ml.api.trend.TrendResponse.SupportingSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a forecast and what it rests on into the words of a response. */
final class Answers {
  private static final double DECIMALS = 1e4;

  private Answers() {}

  static TrendResponse of(
      UUID id, Question question, Gathered gathered, Instant now, Duration took) {
    Evidence evidence = gathered.evidence();
    TrendForecast forecast = TrendForecast.of(question, evidence, now);
    return new TrendResponse(
        id,
        rounded(forecast.score()),
        rounded(forecast.confidence()),
        rounded(forecast.viralProbability()),
        forecast.peak(),
        new EngagementForecast(forecast.views(), forecast.likes(), forecast.comments()),
        forecast.action(),
        supporting(evidence),
        new Metadata(
            gathered.model().version(),
            took.toMillis(),
            now,
            gathered.model().modelId(),
            gathered.variant().word(),
            false,
            false,
            ages(evidence, now),
            new EvidenceSummary(
                forecast.content().found(),
                roundedOrNull(forecast.content().bestSimilarity()),
                forecast.signals().mentioned(),
                forecast.peakBasis(),
                forecast.viewsBasis()),
            gathered.degraded(),
            notes(question, evidence, forecast)));
  }

  private static List<SupportingSignal> supporting(Evidence evidence) {
    return evidence.signals().stream()
        .filter(signal -> signal.freshness(evidence.window()) > 0)
        .map(
            signal ->
                new SupportingSignal(
                    signal.source(), roundedOrNull(signal.strength()), signal.volume()))
        .sorted(
            Comparator.comparing(
                    SupportingSignal::strength,
                    Comparator.nullsFirst(Comparator.<Double>naturalOrder()))
                .thenComparing(SupportingSignal::volume)
                .reversed())
        .toList();
  }

  private static FeatureAges ages(Evidence evidence, Instant now) {
    return new FeatureAges(
        youngest(
            evidence.content().stream()
                .filter(neighbour -> neighbour.relevance() > 0)
                .map(neighbour -> Duration.between(neighbour.content().eventTime(), now))),
        youngest(evidence.signals().stream().map(SourceSignal::age)));
  }

  private static @Nullable Long youngest(Stream<Duration> ages) {
    return ages.min(Comparator.naturalOrder())
        .map(age -> Math.max(0, age.toSeconds()))
        .orElse(null);
  }

  private static List<String> notes(Question question, Evidence evidence, TrendForecast forecast) {
    List<String> notes = new ArrayList<>();
    boolean noContent = !evidence.lacks(Evidence.Part.CONTENT) && forecast.content().found() == 0;
    boolean noSignals =
        !evidence.lacks(Evidence.Part.SIGNALS) && forecast.signals().mentioned() == 0;
    if (noContent) {
      notes.add(
          "no content about anything like this topic was seen in the last %d days"
              .formatted(question.timeframe().lookback().toDays()));
    }
    if (noSignals) {
      notes.add("none of the asked sources mentions this topic");
    }
    if (forecast.confidence() < question.confidenceThreshold()) {
      notes.add("the confidence is below the threshold: nothing is recommended to be created");
    }
    if (forecast.viewsBasis() == TrendForecast.Basis.NONE) {
      notes.add("there is nothing to tell views from: give channel_context");
    }
    return notes;
  }

  private static double rounded(double share) {
    return Math.rint(share * DECIMALS) / DECIMALS;
  }

  private static @Nullable Double roundedOrNull(double share) {
    return Double.isNaN(share) ? null : rounded(share);
  }
}
