package com.ytempire.ml.core.store.postgres;

import static com.ytempire.ml.core.store.PredictionFixtures.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.Feedback;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.store.DriftScores;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import com.ytempire.ml.core.store.PredictionStatisticsContract;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresPredictionStatisticsIT extends PredictionStatisticsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Instant AT = Instant.parse("2026-01-20T10:00:00Z");
  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected PredictionLog log() {
    return new PostgresPredictionLog(database);
  }

  @Override
  protected ModelRegistry registry() {
    return new PostgresModelRegistry(database, CLOCK);
  }

  @Override
  protected PredictionStatistics statistics() {
    return new PostgresPredictionStatistics(database, CLOCK);
  }

  private ModelRef registered(String name) {
    var version =
        new ModelVersion(
            UUID.randomUUID(),
            new ModelRef(name, "1.0"),
            "trend_prediction",
            ModelStatus.INACTIVE,
            "file:///nowhere",
            null,
            null,
            null,
            AT,
            null,
            null,
            null);
    return registry().register(version).ref();
  }

  @Test
  void judgesAnAnswerOfTheServiceAndItsShadowByOneFeedback() throws SQLException {
    ModelRef model = registered("fed-back");
    ModelRef shadowed = registered("fed-back-shadow");
    ServedPrediction answer = served(model, TrafficVariant.ACTIVE, AT, 5, "0");
    ServedPrediction shadow =
        new ServedPrediction(
            UUID.randomUUID(),
            shadowed,
            answer.type(),
            answer.inputJson(),
            "{\"viral_probability\": 0.2}",
            0.8,
            answer.latency(),
            answer.cost(),
            AT,
            Map.of(
                ServedPrediction.VARIANT,
                TrafficVariant.SHADOW.word(),
                ServedPrediction.SHADOW_OF,
                answer.id().toString()));
    log().saveServed(List.of(answer, shadow));
    execute(
        "UPDATE model_predictions SET actual_outcome = '{\"grew_20_percent\": true}' WHERE id = '%s'"
            .formatted(answer.id()));

    assertThat(judged(model, Answers.SERVED)).isEqualTo(new JudgedAnswers(1, 0, 0, 0));
    assertThat(judged(shadowed, Answers.SHADOWED)).isEqualTo(new JudgedAnswers(0, 0, 0, 1));
  }

  @Test
  void countsAnOutcomeOnceHoweverOftenItIsReported() {
    ModelRef model = registered("reported-twice");
    ServedPrediction right = served(model, TrafficVariant.CANARY, AT, 5, "0");
    ServedPrediction wrong = answer(model, "{\"viral_probability\": 0.9}");
    ServedPrediction odd = answer(model, "{\"viral_probability\": 1.5}");
    ServedPrediction silent = answer(model, "{\"score\": 3}");
    log().saveServed(List.of(right, wrong, odd, silent));
    var feedback = new PostgresPredictionFeedback(database);
    for (ServedPrediction answer : List.of(right, wrong, odd, silent)) {
      feedback.save(said(answer, null));
      feedback.save(said(answer, answer.equals(right) || answer.equals(odd)));
      feedback.save(said(answer, answer.equals(right) || answer.equals(odd)));
    }

    SideCounts counts =
        statistics()
            .counts(model, TrafficVariant.CANARY, AT, AT.plusSeconds(1), Duration.ofMillis(50));

    assertThat(counts.answers()).isEqualTo(4);
    assertThat(counts.judged()).isEqualTo(3);
    assertThat(counts.wrong()).isEqualTo(1);
    double sure = probability(right) - 1;
    assertThat(counts.loss()).isCloseTo(sure * sure + 0.81, within(1e-9));
  }

  private static double probability(ServedPrediction answer) {
    String json = answer.outputJson();
    int at = json.indexOf("viral_probability");
    String rest = json.substring(json.indexOf(':', at) + 1).trim();
    return Double.parseDouble(rest.split("[,}]")[0].trim());
  }

  private static ServedPrediction answer(ModelRef model, String json) {
    ServedPrediction like = served(model, TrafficVariant.CANARY, AT, 5, "0");
    return new ServedPrediction(
        UUID.randomUUID(),
        model,
        like.type(),
        like.inputJson(),
        json,
        0.8,
        like.latency(),
        like.cost(),
        AT,
        like.metadata());
  }

  private static Feedback said(ServedPrediction answer, @Nullable Boolean grew) {
    return new Feedback(answer.id(), 5L, null, null, grew, null, null, AT);
  }

  private JudgedAnswers judged(ModelRef model, Answers answers) {
    return statistics()
        .summaries(List.of(model), AT, AT.plusSeconds(1), answers)
        .get(model)
        .judged();
  }

  @Test
  void keepsTheDriftScoreOfADayThatIsMeasuredAnew() throws SQLException {
    ModelRef model = registered("drifting");
    log().saveServed(List.of(served(model, TrafficVariant.ACTIVE, AT, 5, "0")));
    LocalDate day = LocalDate.parse("2026-01-20");
    statistics().measureDay(day);
    execute("UPDATE model_performance_metrics SET drift_score = 0.125");

    statistics().measureDay(day);

    assertThat(statistics().daily(model, day, day))
        .singleElement()
        .satisfies(measured -> assertThat(measured.driftScore()).isEqualTo(0.125));
  }

  private void verdict(String kind, String feature, String end, double statistic)
      throws SQLException {
    execute(
        """
        INSERT INTO drift_verdicts (model_name, version, slice, window_kind, window_start,
            window_end, kind, feature, window_verdict, verdict, test, statistic, threshold,
            p_value, p_corrected, p_discovery, significance, false_alarms_per_day, reference_size,
            current_size, error_bound, reference_mean, current_mean, shape, reason)
        SELECT 'moved', '1.0', slice, 'tumbling', '%s', '%s', '%s', '%s', 'drift',
            '%s', 'ks', '%s', 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'unknown', ''
        FROM unnest(ARRAY['all', 'region=US']) AS slice"""
            .formatted(
                end, end, kind, feature, Double.isNaN(statistic) ? "too_few" : "drift", statistic));
  }

  @Test
  void aDaysDriftIsThatOfItsNewestWindowOfAllTraffic() throws SQLException {
    ModelRef model = registered("moved");
    log().saveServed(List.of(served(model, TrafficVariant.ACTIVE, AT, 5, "0")));
    LocalDate day = LocalDate.parse("2026-01-20");
    Instant from = Instant.parse("2026-01-20T00:00:00Z");
    var scores = new PostgresDriftScores(database);
    assertThat(scores.newest(model, from, from.plusSeconds(86_400))).isEmpty();
    verdict("feature", "views", "2026-01-20T00:00:00Z", 0.9);
    verdict("feature", "views", "2026-01-20T12:00:00Z", 0.8);
    verdict("feature", "views", "2026-01-21T00:00:00Z", 0.2);
    verdict("feature", "likes", "2026-01-21T00:00:00Z", 0.3);
    verdict("feature", "comments", "2026-01-21T00:00:00Z", Double.NaN);
    verdict("null_rate", "likes", "2026-01-21T00:00:00Z", 0.7);
    verdict("prediction", "viral_probability", "2026-01-20T12:00:00Z", 0.05);
    verdict("feature", "views", "2026-01-21T01:00:00Z", 12);

    statistics().measureDay(day);

    assertThat(statistics().daily(model, day, day).get(0).driftScore()).isEqualTo(0.3);
    assertThat(scores.newest(model, from, from.plusSeconds(86_400)))
        .contains(
            new DriftScores.DriftScore(0.3, 0.05, true, Instant.parse("2026-01-21T00:00:00Z")));
    assertThat(scores.newest(model, from, from.plusSeconds(90_000)).orElseThrow().feature())
        .isEqualTo(12);
  }

  @Test
  void leavesTheDaysToAProcessThatIsAtThem() throws SQLException {
    LocalDate day = LocalDate.parse("2026-01-20");
    try (Connection other = database.getConnection()) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement();
          ResultSet locked =
              statement.executeQuery("SELECT pg_try_advisory_xact_lock(5283119001)")) {
        locked.next();
        assertThat(locked.getBoolean(1)).isTrue();
        assertThat(statistics().measureDaysOnce(day, day, Instant.MAX.minusSeconds(1))).isFalse();
      }
      other.rollback();
    }
    assertThat(statistics().measureDaysOnce(day, day, NOW.plusSeconds(9))).isTrue();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
