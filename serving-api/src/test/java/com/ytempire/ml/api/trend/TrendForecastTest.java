package com.ytempire.ml.api.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.api.trend.Evidence.Part;
import com.ytempire.ml.api.trend.TrendForecast.Basis;
import com.ytempire.ml.api.trend.TrendModel.Growth;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.SimilarContent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendForecastTest {
  private static final Instant NOW = Instant.parse("2025-01-10T10:00:00Z");
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final double NAN = Double.NaN;
  private static final Question QUESTION =
      new Question(
          "topic",
          null,
          List.of(DataSource.TWITTER, DataSource.REDDIT),
          Timeframe.DAY,
          Question.Channel.UNKNOWN,
          0.75);

  private static Question asking(Question.Channel channel, Niche niche) {
    return new Question(
        QUESTION.topic(), niche, QUESTION.sources(), QUESTION.timeframe(), channel, 0.75);
  }

  private static Neighbour neighbour(double similarity, Duration age, double viral) {
    return neighbour(similarity, age, viral, Map.of());
  }

  private static Neighbour neighbour(
      double similarity, Duration age, double viral, Map<String, Double> more) {
    Map<String, Double> numbers =
        new HashMap<>(
            Map.of("views", 999.0, "likes", 49.95, "comments", 9.99, "prev_gap_hours", 24.0));
    numbers.putAll(more);
    var content = new ContentSnapshot("US|v", "t", null, 20, null, "e", NOW.minus(age), numbers);
    return new Neighbour(new SimilarContent(content, similarity), new Growth(viral, Math.log(2)));
  }

  private static SourceSignal signal(
      DataSource source, double volume, double velocity, double acceleration, double strength) {
    return new SourceSignal(source, volume, velocity, acceleration, strength, Duration.ZERO);
  }

  private static Evidence evidence(List<Neighbour> content, List<SourceSignal> signals) {
    return new Evidence(content, signals, WINDOW, List.of(), List.of());
  }

  private static TrendForecast forecast(Evidence evidence) {
    return TrendForecast.of(QUESTION, evidence, NOW);
  }

  @Test
  void aTopicNobodyMentionedHasNoScoreAndHardlyAnyConfidence() {
    TrendForecast forecast = forecast(evidence(List.of(), List.of()));

    assertThat(forecast.score()).isZero();
    assertThat(forecast.confidence()).isEqualTo(TrendForecast.LEAST_CONFIDENCE);
    assertThat(forecast.viralProbability()).isCloseTo(0.1, within(1e-9));
    assertThat(forecast.peak()).isEqualTo(NOW.plus(Duration.ofHours(12)));
    assertThat(forecast.peakBasis()).isEqualTo(Basis.NONE);
    assertThat(forecast.views()).isZero();
    assertThat(forecast.viewsBasis()).isEqualTo(Basis.NONE);
    assertThat(forecast.action()).isEqualTo(RecommendedAction.SKIP);
  }

  /** Each number worked out by hand from the formulas of docs/trend.md. */
  @Test
  void everyFieldFollowsFromItsFormula() {
    double velocity = 100 / 24.0;
    var evidence =
        evidence(
            List.of(neighbour(0.75, Duration.ZERO, 0.5)),
            List.of(signal(DataSource.REDDIT, 100, velocity, -velocity / 6, 0.8)));
    var channel = new Question.Channel(null, null, 1000L, List.of());

    TrendForecast forecast = TrendForecast.of(asking(channel, null), evidence, NOW);

    // Content tells 1 − exp(−½) of what it can, of a probability of (0.5 + 0.1) ÷ 2.
    assertThat(forecast.content().viral()).isCloseTo(0.3, within(1e-12));
    assertThat(forecast.signals().attention()).isCloseTo(0.4, within(1e-12));
    assertThat(forecast.signals().movement()).isCloseTo(0.499951, within(1e-6));
    assertThat(forecast.score())
        .isCloseTo(0.4 * 0.393469 * 0.6 + 0.35 * 0.4 + 0.25 * 0.499951, within(1e-6));
    assertThat(forecast.confidence()).isCloseTo(0.6 * 0.393469 + 0.4 * 0.5, within(1e-6));
    assertThat(forecast.viralProbability()).isCloseTo(0.414014, within(1e-5));
    assertThat(forecast.peak()).isEqualTo(NOW.plus(Duration.ofHours(6)));
    assertThat(forecast.peakBasis()).isEqualTo(Basis.SIGNALS);
    // 1000 × (0.5 + score) × (1 + viral probability).
    assertThat(forecast.views()).isEqualTo(1215);
    assertThat(forecast.likes()).isEqualTo(61);
    assertThat(forecast.comments()).isEqualTo(12);
    assertThat(forecast.viewsBasis()).isEqualTo(Basis.CHANNEL);
    assertThat(forecast.action()).isEqualTo(RecommendedAction.MONITOR);
  }

  @Test
  void strongEvidenceThatAgreesIsRecommended() {
    List<Neighbour> content =
        java.util.Collections.nCopies(8, neighbour(0.8, Duration.ofHours(1), 0.6));
    List<SourceSignal> signals =
        List.of(
            signal(DataSource.TWITTER, 500, 20, 1, 0.9),
            signal(DataSource.REDDIT, 90, 3.6, 0.1, 0.85));

    TrendForecast forecast = forecast(evidence(content, signals));

    assertThat(forecast.confidence()).isBetween(0.9, TrendForecast.MOST_CONFIDENCE);
    assertThat(forecast.score()).isGreaterThan(0.8);
    assertThat(forecast.action()).isEqualTo(RecommendedAction.CREATE_IMMEDIATELY);
    assertThat(forecast.peak()).isEqualTo(NOW.plus(Duration.ofHours(24)));
  }

  @Test
  void sourcesThatSayOppositeThingsTakeConfidenceAway() {
    List<SourceSignal> agreeing =
        List.of(
            signal(DataSource.TWITTER, 100, 4, NAN, 0.5),
            signal(DataSource.REDDIT, 100, 4, NAN, 0.5));
    List<SourceSignal> opposed =
        List.of(
            signal(DataSource.TWITTER, 100, 4, NAN, 0.5),
            signal(DataSource.REDDIT, 100, -1000, NAN, 0.5));

    assertThat(forecast(evidence(List.of(), opposed)).confidence())
        .isLessThan(0.6 * forecast(evidence(List.of(), agreeing)).confidence());
  }

  @ParameterizedTest
  @CsvSource({
    // similarity, age in hours, niche asked for, weight
    "0.75, 0, , 1",
    "0.95, 0, , 1",
    "0.5, 0, , 0.25",
    "0.25, 0, , 0",
    "-0.3, 0, , 0",
    "0.75, 24, , 0.5",
    "0.75, 48, , 0.25",
    "0.75, -3, , 1",
    "0.75, 0, GAMING, 1",
    "0.75, 0, EDUCATION, 0.5",
  })
  void contentCountsByLikenessAgeAndNiche(
      double similarity, int hours, Niche niche, double weight) {
    var measures =
        ContentMeasures.of(
            List.of(neighbour(similarity, Duration.ofHours(hours), 0.5)),
            niche,
            Timeframe.DAY,
            NOW);

    assertThat(measures.weight()).isCloseTo(weight, within(1e-12));
    assertThat(measures.found()).isEqualTo(weight > 0 ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    // velocity, acceleration, hours of 24
    "-5, 1, 0",
    "0, 0, 0",
    "6, -1, 6",
    "6, -0.1, 24",
    "6, 0, 24",
    "6, 2, 24",
    "6, NaN, 12",
  })
  void thePeakIsWhereTheVolumeStopsGrowing(double velocity, double acceleration, double hours) {
    var signals = List.of(signal(DataSource.TWITTER, 100, velocity, acceleration, 0.5));

    TrendForecast forecast = forecast(evidence(List.of(), signals));

    assertThat(forecast.peak()).isEqualTo(NOW.plusSeconds(Math.round(hours * 3600)));
    assertThat(forecast.peakBasis()).isEqualTo(Basis.SIGNALS);
  }

  @Test
  void withoutSignalsThePeakFollowsTheGrowthOfContent() {
    // It is expected to double in 24 hours, so interest grows until the end.
    TrendForecast doubling =
        forecast(evidence(List.of(neighbour(0.75, Duration.ZERO, 0.5)), List.of()));
    TrendForecast slower =
        forecast(
            evidence(
                List.of(neighbour(0.75, Duration.ZERO, 0.5, Map.of("prev_gap_hours", 48.0))),
                List.of()));

    assertThat(doubling.peak()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    assertThat(slower.peak()).isEqualTo(NOW.plus(Duration.ofHours(12)));
    assertThat(slower.peakBasis()).isEqualTo(Basis.CONTENT);
  }

  @Test
  void oldSignalsFadeAndEndWithTheirWindow() {
    var fresh = new SourceSignal(DataSource.TWITTER, 100, 1, 0, 0.8, Duration.ZERO);
    var fading = new SourceSignal(DataSource.TWITTER, 100, 1, 0, 0.8, Duration.ofHours(12));
    var gone = new SourceSignal(DataSource.TWITTER, 100, 1, 0, 0.8, Duration.ofHours(24));

    assertThat(forecast(evidence(List.of(), List.of(fading))).signals().attention())
        .isCloseTo(
            forecast(evidence(List.of(), List.of(fresh))).signals().attention() / 2, within(1e-12));
    assertThat(forecast(evidence(List.of(), List.of(gone))).signals())
        .isEqualTo(SignalMeasures.NONE);
  }

  @Test
  void aPartThatCouldNotBeAskedIsLeftOutOfTheScoreButCostsConfidence() {
    var signals =
        List.of(
            signal(DataSource.TWITTER, 100, 4, NAN, 1), signal(DataSource.REDDIT, 100, 4, NAN, 1));
    var asked = new Evidence(List.of(), signals, WINDOW, List.of(), List.of());
    var notAsked = new Evidence(List.of(), signals, WINDOW, List.of(), List.of(Part.CONTENT));

    assertThat(forecast(notAsked).score()).isCloseTo(forecast(asked).score() / 0.6, within(1e-9));
    assertThat(forecast(notAsked).confidence()).isEqualTo(forecast(asked).confidence());
    assertThat(
            forecast(
                    new Evidence(
                        List.of(),
                        List.of(),
                        WINDOW,
                        List.of(),
                        List.of(Part.CONTENT, Part.SIGNALS)))
                .score())
        .isZero();
  }

  @Test
  void theForecastOfViewsIsScaledByEachThingKnownOfTheChannel() {
    var evidence = evidence(List.of(neighbour(0.75, Duration.ZERO, 0.5)), List.of());
    long average = views(new Question.Channel(null, null, 10_000L, List.of()), evidence);
    long withMoreSubscribers =
        views(new Question.Channel(null, 1_000_000L, 10_000L, List.of()), evidence);
    long withFewSubscribers = views(new Question.Channel(null, 100L, 10_000L, List.of()), evidence);
    var history =
        new Evidence(
            evidence.content(),
            List.of(),
            WINDOW,
            List.of(new Evidence.Earlier(evidence.content().get(0).content(), 0.9)),
            List.of());

    assertThat(withMoreSubscribers).isGreaterThan(average);
    assertThat(withFewSubscribers).isLessThan(average);
    assertThat(views(new Question.Channel(null, null, 10_000L, List.of()), history))
        .isLessThan(average);
    assertThat(views(Question.Channel.UNKNOWN, history)).isPositive();
    assertThat(views(new Question.Channel(null, null, 20_000L, List.of()), evidence))
        .isCloseTo(2 * average, within(2L));
  }

  private static long views(Question.Channel channel, Evidence evidence) {
    return TrendForecast.of(asking(channel, null), evidence, NOW).views();
  }

  @Test
  void withoutAChannelTheForecastIsWhatContentLikeItWillHave() {
    TrendForecast forecast =
        forecast(evidence(List.of(neighbour(0.75, Duration.ZERO, 0.5)), List.of()));

    // 999 views that double a day at first, growth halving in two days: × 2^0.8453 in one.
    assertThat(forecast.views()).isCloseTo(1795, within(5L));
    assertThat(forecast.viewsBasis()).isEqualTo(Basis.CONTENT);
  }

  /** 999 views, 49.95 likes and 9.99 comments that were counted so many hours ago. */
  private static Neighbour told(double hoursAgo, Growth growth) {
    Duration age = Duration.ofSeconds(Math.round(hoursAgo * 3600));
    return new Neighbour(neighbour(0.75, age, 0.5).similar(), growth);
  }

  @Test
  void likesAndCommentsGrowAsTheVersionTells() {
    double views = Math.log(2);
    var growth = new Growth(0.5, views, Math.log(4), 0, NAN);

    TrendForecast forecast = forecast(evidence(List.of(told(0, growth)), List.of()));
    TrendForecast untold = forecast(evidence(List.of(told(0, new Growth(0.5, views))), List.of()));

    // Views would double in a day if growth did not halve in two; likes grow twice as fast.
    double more = Math.pow(2, 2 / Math.log(2) * (1 - Math.pow(2, -0.5)));
    double viewsThen = 1000 * more - 1;
    assertThat(forecast.views()).isEqualTo(Math.round(viewsThen)).isEqualTo(untold.views());
    assertThat(forecast.likes()).isEqualTo(Math.round(50.95 * more * more - 1));
    assertThat(forecast.comments()).isEqualTo(10);
    assertThat(untold.likes()).isEqualTo(Math.round(viewsThen * 0.05));
    assertThat(untold.comments()).isEqualTo(Math.round(viewsThen * 0.01));
  }

  @Test
  void likesNeedTheGrowthOfViewsToBeTold() {
    var likesAlone = new Growth(0.5, NAN, 5, 5, NAN);

    TrendForecast forecast = forecast(evidence(List.of(told(0, likesAlone)), List.of()));

    assertThat(forecast.views()).isEqualTo(999);
    assertThat(forecast.likes()).isEqualTo(50);
    assertThat(forecast.comments()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    // hours since the snapshot, hours from it to the peak, hours from now of 24
    "0, 6, 6",
    "4, 6, 2",
    "9, 6, 0",
    "0, 40, 24",
    "0, -3, 0",
    // The snapshot is of the future: the clock of whoever counted is ahead.
    "-5, 6, 6",
    // The version does not say: views that double in a day grow until the end.
    "0, NaN, 24",
  })
  void withoutSignalsThePeakIsWhereTheVersionTells(double ago, double told, double hours) {
    var growth = new Growth(0.5, Math.log(2), NAN, NAN, told);

    TrendForecast forecast = forecast(evidence(List.of(told(ago, growth)), List.of()));

    assertThat(forecast.peak()).isEqualTo(NOW.plusSeconds(Math.round(hours * 3600)));
    assertThat(forecast.peakBasis()).isEqualTo(Basis.CONTENT);
  }

  @Test
  void signalsOfTheTopicItselfTellThePeakBeforeContentDoes() {
    var content = List.of(told(0, new Growth(0.5, 1, NAN, NAN, 6)));
    var signals = List.of(signal(DataSource.TWITTER, 100, 6, -0.5, 0.5));

    TrendForecast forecast = forecast(evidence(content, signals));

    assertThat(forecast.peak()).isEqualTo(NOW.plus(Duration.ofHours(12)));
    assertThat(forecast.peakBasis()).isEqualTo(Basis.SIGNALS);
  }

  @Test
  void extremeNumbersStayWithinTheirRanges() {
    var wild =
        evidence(
            List.of(
                neighbour(1, Duration.ZERO, 1, Map.of("views", 1e15, "likes", 1e18)),
                new Neighbour(neighbour(1, Duration.ZERO, 1).similar(), new Growth(NAN, NAN)),
                new Neighbour(
                    neighbour(1, Duration.ZERO, 1).similar(),
                    new Growth(1, 1e9, 1e9, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))),
            List.of(signal(DataSource.TWITTER, 1e300, 1e299, -1e-300, 5)));

    TrendForecast forecast =
        TrendForecast.of(
            asking(new Question.Channel(null, Long.MAX_VALUE, Long.MAX_VALUE, List.of()), null),
            wild,
            NOW);

    assertThat(forecast.score()).isBetween(0.0, 1.0);
    assertThat(forecast.confidence()).isBetween(0.0, 1.0);
    assertThat(forecast.viralProbability()).isBetween(0.0, 1.0);
    assertThat(forecast.views()).isBetween(0L, 1_000_000_000_000L);
    assertThat(forecast.likes()).isBetween(0L, forecast.views());
    assertThat(forecast.peak()).isBetween(NOW, NOW.plus(Duration.ofHours(24)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.65, 0.8, 0.75, CREATE_IMMEDIATELY",
    "0.649, 0.8, 0.75, CREATE_SOON",
    "0.45, 0.75, 0.75, CREATE_SOON",
    "0.449, 0.9, 0.75, MONITOR",
    "0.25, 0.9, 0.75, MONITOR",
    "0.249, 0.9, 0.75, SKIP",
    "1, 0.749, 0.75, MONITOR",
    "0.5, 0.1, 0.75, MONITOR",
    "0.1, 0.1, 0.75, SKIP",
    "0.9, 0.02, 0, CREATE_IMMEDIATELY",
  })
  void theActionFollowsTheScoreUnlessConfidenceIsTooLow(
      double score, double confidence, double threshold, RecommendedAction action) {
    assertThat(RecommendedAction.of(score, confidence, threshold)).isEqualTo(action);
  }
}
