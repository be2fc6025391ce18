package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.store.PredictionStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Figures of {@code model_predictions} and {@code model_request_failures}, worked out by the
 * server; days are kept in {@code model_performance_metrics}, under an advisory lock for the length
 * of one transaction.
 */
public final class PostgresPredictionStatistics implements PredictionStatistics {
  private static final String ANSWERS =
      """
      WITH asked AS (
          SELECT model.id, item.name, item.version
          FROM unnest(?::text[], ?::text[]) AS item(name, version)
          JOIN ml_models model ON model.model_name = item.name AND model.version = item.version),
      answers AS (
          SELECT asked.name, asked.version, made.latency_ms, made.cost,
              (made.metadata->'metadata'->>'api_cost')::numeric AS api_cost,
              CASE WHEN jsonb_typeof(made.prediction->'viral_probability') = 'number'
                  THEN (made.prediction->>'viral_probability')::float8 >= 0.5 END AS said,
              CASE
                  WHEN given.id IS NOT NULL THEN
                      CASE WHEN jsonb_typeof(given.actual_outcome->'grew_20_percent') = 'boolean'
                          THEN (given.actual_outcome->>'grew_20_percent')::boolean END
                  WHEN jsonb_typeof(made.actual_outcome->'grew_20_percent') = 'boolean'
                      AND coalesce(made.actual_outcome->>'predicted_at' =
                          made.metadata->>'predicted_at', true)
                      THEN (made.actual_outcome->>'grew_20_percent')::boolean END AS happened
          FROM asked
          JOIN model_predictions made ON made.model_id = asked.id
          LEFT JOIN model_predictions given
              ON given.id = (made.metadata->'metadata'->>'shadow_of')::uuid
          WHERE made.created_at >= ? AND made.created_at < ? AND made.metadata <> '{}'::jsonb
              AND CASE ?
                  WHEN 'given' THEN
                      made.metadata->'metadata'->>'variant' IS DISTINCT FROM 'shadow'
                  WHEN 'served' THEN
                      made.metadata->'metadata'->>'variant' IN ('active', 'canary')
                  ELSE made.metadata->'metadata'->>'variant' = 'shadow' END)
      SELECT name, version, count(*),
          percentile_cont(0.50) WITHIN GROUP (ORDER BY latency_ms),
          percentile_cont(0.95) WITHIN GROUP (ORDER BY latency_ms),
          percentile_cont(0.99) WITHIN GROUP (ORDER BY latency_ms),
          count(*) FILTER (WHERE said AND happened),
          count(*) FILTER (WHERE said AND NOT happened),
          count(*) FILTER (WHERE NOT said AND NOT happened),
          count(*) FILTER (WHERE NOT said AND happened),
          coalesce(sum(cost), 0), coalesce(sum(api_cost), 0)
      FROM answers
      GROUP BY name, version
      """;

  private static final String FAILURES =
      """
      SELECT failed.model_name, failed.version, sum(failed.failures)
      FROM unnest(?::text[], ?::text[]) AS item(name, version)
      JOIN model_request_failures failed
          ON failed.model_name = item.name AND failed.version = item.version
      WHERE failed.created_at >= ? AND failed.created_at < ?
          AND (failed.variant = 'shadow') = ?
      GROUP BY failed.model_name, failed.version
      """;

  private static final String COUNTS =
      """
      WITH answers AS (
          SELECT made.latency_ms,
              CASE WHEN jsonb_typeof(made.prediction->'viral_probability') = 'number'
                  THEN least(1, greatest(0, (made.prediction->>'viral_probability')::float8))
                  END AS probability,
              CASE WHEN jsonb_typeof(made.actual_outcome->'grew_20_percent') = 'boolean'
                      AND coalesce(made.actual_outcome->>'predicted_at' =
                          made.metadata->>'predicted_at', true)
                  THEN (made.actual_outcome->>'grew_20_percent')::boolean END AS happened
          FROM ml_models model JOIN model_predictions made ON made.model_id = model.id
          WHERE model.model_name = ? AND model.version = ?
              AND made.created_at >= ? AND made.created_at < ?
              AND made.metadata->'metadata'->>'variant' = ?)
      SELECT count(*), count(*) FILTER (WHERE latency_ms > ?),
          count(*) FILTER (WHERE probability IS NOT NULL AND happened IS NOT NULL),
          count(*) FILTER (WHERE (probability >= 0.5) <> happened),
          coalesce(sum(power(probability - happened::int, 2)), 0)::float8
      FROM answers
      """;

  private static final String COUNTED_FAILURES =
      """
      SELECT coalesce(sum(failures), 0) FROM model_request_failures
      WHERE model_name = ? AND version = ? AND created_at >= ? AND created_at < ? AND variant = ?
      """;

  private final DataSource connections;
  private final PerformanceRows rows;

  public PostgresPredictionStatistics(DataSource connections, Clock clock) {
    this.connections = connections;
    this.rows = new PerformanceRows(clock);
  }

  @Override
  public Map<ModelRef, PredictionSummary> summaries(
      Collection<ModelRef> models, Instant from, Instant until, Answers answers) {
    try (Connection connection = connections.getConnection()) {
      return summaries(connection, models, from, until, answers);
    } catch (SQLException e) {
      throw PostgresFailures.of("measuring %d versions".formatted(models.size()), e);
    }
  }

  private static Map<ModelRef, PredictionSummary> summaries(
      Connection connection,
      Collection<ModelRef> models,
      Instant from,
      Instant until,
      Answers answers)
      throws SQLException {
    Map<ModelRef, PredictionSummary> summaries = new LinkedHashMap<>();
    models.forEach(model -> summaries.put(model, PredictionSummary.none(model)));
    try (PreparedStatement statement = connection.prepareStatement(ANSWERS)) {
      bind(connection, statement, models, from, until);
      statement.setString(5, answers.name().toLowerCase(Locale.ROOT));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          PredictionSummary summary = summary(row);
          summaries.put(summary.model(), summary);
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(FAILURES)) {
      bind(connection, statement, models, from, until);
      statement.setBoolean(5, answers == Answers.SHADOWED);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long errors = row.getLong(3);
          summaries.computeIfPresent(model(row), (model, summary) -> withErrors(summary, errors));
        }
      }
    }
    return summaries;
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      Collection<ModelRef> models,
      Instant from,
      Instant until)
      throws SQLException {
    statement.setArray(
        1,
        connection.createArrayOf(
            "text", models.stream().map(ModelRef::name).toArray(String[]::new)));
    statement.setArray(
        2,
        connection.createArrayOf(
            "text", models.stream().map(ModelRef::version).toArray(String[]::new)));
    statement.setObject(3, from.atOffset(ZoneOffset.UTC));
    statement.setObject(4, until.atOffset(ZoneOffset.UTC));
  }

  private static ModelRef model(ResultSet row) throws SQLException {
    return new ModelRef(row.getString(1), row.getString(2));
  }

  private static PredictionSummary summary(ResultSet row) throws SQLException {
    double median = row.getDouble(4);
    LatencyQuantiles latency =
        row.wasNull() ? null : new LatencyQuantiles(median, row.getDouble(5), row.getDouble(6));
    return new PredictionSummary(
        model(row),
        row.getLong(3),
        0,
        latency,
        new JudgedAnswers(row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10)),
        row.getBigDecimal(11),
        row.getBigDecimal(12));
  }

  private static PredictionSummary withErrors(PredictionSummary summary, long errors) {
    return new PredictionSummary(
        summary.model(),
        summary.answers(),
        errors,
        summary.latency(),
        summary.judged(),
        summary.cost(),
        summary.apiCost());
  }

  @Override
  public SideCounts counts(
      ModelRef model, TrafficVariant variant, Instant from, Instant until, Duration slow) {
    try (Connection connection = connections.getConnection();
        PreparedStatement failures = connection.prepareStatement(COUNTED_FAILURES);
        PreparedStatement answers = connection.prepareStatement(COUNTS)) {
      bind(failures, model, variant, from, until);
      bind(answers, model, variant, from, until);
      answers.setLong(6, slow.toMillis());
      try (ResultSet failed = failures.executeQuery();
          ResultSet row = answers.executeQuery()) {
        failed.next();
        row.next();
        long judged = row.getLong(3);
        return new SideCounts(
            row.getLong(1),
            failed.getLong(1),
            row.getLong(2),
            judged,
            row.getLong(4),
            // A sum of doubles may come out a rounding error above what it can be.
            Math.min(judged, row.getDouble(5)));
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("counting what %s did".formatted(model), e);
    }
  }

  private static void bind(
      PreparedStatement statement,
      ModelRef model,
      TrafficVariant variant,
      Instant from,
      Instant until)
      throws SQLException {
    statement.setString(1, model.name());
    statement.setString(2, model.version());
    statement.setObject(3, from.atOffset(ZoneOffset.UTC));
    statement.setObject(4, until.atOffset(ZoneOffset.UTC));
    statement.setString(5, variant.word());
  }

  @Override
  public int measureDay(LocalDate date) {
    return Transactions.run(
        connections,
        "measuring the day " + date,
        connection -> {
          rows.lock(connection);
          return measure(connection, date);
        });
  }

  @Override
  public boolean measureDaysOnce(LocalDate first, LocalDate last, Instant since) {
    return Transactions.run(
        connections,
        "measuring the days from %s to %s".formatted(first, last),
        connection -> {
          if (!rows.tryLock(connection) || rows.measuredSince(connection, last, since)) {
            return false;
          }
          for (LocalDate date : first.datesUntil(last.plusDays(1)).toList()) {
            measure(connection, date);
          }
          return true;
        });
  }

  private int measure(Connection connection, LocalDate date) throws SQLException {
    Instant from = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant until = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<PredictionSummary> asked =
        summaries(connection, rows.registered(connection), from, until, Answers.GIVEN)
            .values()
            .stream()
            .filter(summary -> summary.requests() > 0)
            .toList();
    rows.save(connection, asked, date);
    return asked.size();
  }

  @Override
  public List<DailyPerformance> daily(ModelRef model, LocalDate from, LocalDate to) {
    try (Connection connection = connections.getConnection()) {
      return rows.find(connection, model, from, to);
    } catch (SQLException e) {
      throw PostgresFailures.of("reading the days of " + model, e);
    }
  }
}
