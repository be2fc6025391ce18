package com.ytempire.ml.drift.store;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFailures;
import com.ytempire.ml.core.store.postgres.Transactions;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.BinsJson;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Verdicts in the table {@code drift_verdicts}. */
public final class PostgresVerdicts implements Verdicts {
  private static final String SAVE =
      """
      INSERT INTO drift_verdicts AS stored (model_name, version, slice, window_kind, window_start,
          window_end, kind, feature, window_verdict, verdict, test, statistic, threshold, p_value,
          p_corrected, p_discovery, significance, false_alarms_per_day, reference_size,
          current_size, error_bound, reference_mean, current_mean, shape, reason, bins)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (model_name, version, slice, window_kind, window_end, kind, feature)
      DO UPDATE SET window_start = EXCLUDED.window_start,
          window_verdict = EXCLUDED.window_verdict, verdict = EXCLUDED.verdict,
          test = EXCLUDED.test, statistic = EXCLUDED.statistic, threshold = EXCLUDED.threshold,
          p_value = EXCLUDED.p_value, p_corrected = EXCLUDED.p_corrected,
          p_discovery = EXCLUDED.p_discovery, significance = EXCLUDED.significance,
          false_alarms_per_day = EXCLUDED.false_alarms_per_day,
          reference_size = EXCLUDED.reference_size, current_size = EXCLUDED.current_size,
          error_bound = EXCLUDED.error_bound, reference_mean = EXCLUDED.reference_mean,
          current_mean = EXCLUDED.current_mean, shape = EXCLUDED.shape, reason = EXCLUDED.reason,
          bins = EXCLUDED.bins
      """;

  private static final String NUMBERS =
      """
      model_name, version, slice, window_kind, window_start, window_end, kind, feature,
      window_verdict, verdict, test, statistic, threshold, p_value, p_corrected, p_discovery,
      significance, false_alarms_per_day, reference_size, current_size, error_bound,
      reference_mean, current_mean, shape, reason""";

  private static final String FROM =
      """

      FROM drift_verdicts
      WHERE model_name = ? AND (?::text IS NULL OR version = ?)
          AND (?::text IS NULL OR slice = ?) AND window_end > ? AND window_end <= ?
          AND (cardinality(?::text[]) = 0 OR kind = ANY (?::text[]))
      """;

  private static final String NEWEST_FIRST =
      """
      ORDER BY window_end DESC, version, window_kind, slice, kind, feature LIMIT ?
      """;

  private static final String LIST = "SELECT " + NUMBERS + ", bins" + FROM + NEWEST_FIRST;

  private static final String SERIES =
      "SELECT " + NUMBERS + ", '[]'::jsonb AS bins" + FROM + NEWEST_FIRST;

  private static final String LATEST =
      "SELECT * FROM (SELECT DISTINCT ON (version, slice, window_kind, kind, feature) "
          + NUMBERS
          + ", bins"
          + FROM
          + "ORDER BY version, slice, window_kind, kind, feature, window_end DESC) AS latest "
          + NEWEST_FIRST;

  /** Equal for all who write, so that none waits for another in a circle. */
  private static final Comparator<DriftEvent> ORDER =
      Comparator.comparing(DriftEvent::model)
          .thenComparing(DriftEvent::version)
          .thenComparing(DriftEvent::slice)
          .thenComparing(DriftEvent::window)
          .thenComparing(DriftEvent::windowEnd)
          .thenComparing(DriftEvent::kind)
          .thenComparing(DriftEvent::feature);

  private final DataSource connections;
  private final Runnable closing;

  /**
   * @param connections to a database with the platform's schema; stays open
   */
  public PostgresVerdicts(DataSource connections) {
    this(connections, () -> {});
  }

  private PostgresVerdicts(DataSource connections, Runnable closing) {
    this.connections = connections;
    this.closing = closing;
  }

  /** Over connections of its own, made when first needed. */
  public static PostgresVerdicts open(DatabaseSettings database, int most) {
    var pool = PostgresConnections.pool(database, most);
    return new PostgresVerdicts(pool, pool::close);
  }

  @Override
  public void save(List<DriftEvent> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    List<DriftEvent> ordered = verdicts.stream().sorted(ORDER).toList();
    Transactions.run(
        connections,
        "keeping verdicts on drift",
        connection -> {
          try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            for (DriftEvent event : ordered) {
              bind(save, event);
              save.addBatch();
            }
            return save.executeBatch();
          }
        });
  }

  private static void bind(PreparedStatement save, DriftEvent event) throws SQLException {
    Object[] values = {
      event.model(),
      event.version(),
      event.slice(),
      event.window().word(),
      time(event.windowStart()),
      time(event.windowEnd()),
      event.kind().word(),
      event.feature(),
      event.windowVerdict().word(),
      event.verdict().word(),
      event.test(),
      event.statistic(),
      event.threshold(),
      event.p(),
      event.corrected(),
      event.discovery(),
      event.significance(),
      event.falseAlarmsPerDay(),
      event.referenceSize(),
      event.currentSize(),
      event.errorBound(),
      event.reference(),
      event.current(),
      event.shape().word(),
      event.reason(),
      BinsJson.write(event.bins())
    };
    for (int i = 0; i < values.length; i++) {
      save.setObject(i + 1, values[i]);
    }
  }

  @Override
  public List<DriftEvent> list(VerdictQuery query) {
    return found(LIST, query);
  }

  @Override
  public List<DriftEvent> series(VerdictQuery query) {
    return found(SERIES, query);
  }

  @Override
  public List<DriftEvent> latest(VerdictQuery query) {
    return found(LATEST, query);
  }

  private List<DriftEvent> found(String sql, VerdictQuery query) {
    try (Connection connection = connections.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, query.model());
      select.setString(2, query.version().orElse(null));
      select.setString(3, query.version().orElse(null));
      select.setString(4, query.slice().orElse(null));
      select.setString(5, query.slice().orElse(null));
      select.setObject(6, time(query.from()));
      select.setObject(7, time(query.to()));
      String[] kinds = query.kinds().stream().map(ColumnKind::word).toArray(String[]::new);
      Array words = connection.createArrayOf("text", kinds);
      select.setArray(8, words);
      select.setArray(9, words);
      select.setInt(10, query.limit());
      List<DriftEvent> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(event(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw PostgresFailures.of("listing verdicts on drift", e);
    }
  }

  private static DriftEvent event(ResultSet row) throws SQLException {
    return new DriftEvent(
        row.getString("model_name"),
        row.getString("version"),
        row.getString("slice"),
        word(WindowKind.class, row, "window_kind"),
        instant(row, "window_start"),
        instant(row, "window_end"),
        word(DriftVerdict.class, row, "window_verdict"),
        word(ColumnKind.class, row, "kind"),
        row.getString("feature"),
        word(DriftVerdict.class, row, "verdict"),
        row.getString("test"),
        row.getDouble("statistic"),
        row.getDouble("threshold"),
        row.getDouble("p_value"),
        row.getDouble("p_corrected"),
        row.getDouble("p_discovery"),
        row.getDouble("significance"),
        row.getDouble("false_alarms_per_day"),
        row.getDouble("reference_size"),
        row.getInt("current_size"),
        row.getDouble("error_bound"),
        row.getDouble("reference_mean"),
        row.getDouble("current_mean"),
        word(ChangeShape.class, row, "shape"),
        row.getString("reason"),
        bins(row));
  }

  private static List<ComparedBin> bins(ResultSet row) throws SQLException {
    try {
      return BinsJson.read(row.getString("bins"));
    } catch (IOException e) {
      throw new SQLException("bins of a verdict: " + e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E word(Class<E> type, ResultSet row, String column)
      throws SQLException {
    return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void close() {
    closing.run();
  }
}
