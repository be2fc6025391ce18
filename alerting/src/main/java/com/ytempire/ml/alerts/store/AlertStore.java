package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.rule.Truth;
import com.ytempire.ml.core.store.postgres.PostgresFailures;
import com.ytempire.ml.core.store.postgres.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Where alerts stand, in Postgres. Of several processes one evaluates at a time: every evaluation
 * takes the lease anew in the transaction that writes its outcome, so one that was held up for
 * longer than its lease writes nothing once another has taken over. Leases go by the server's
 * clock. Safe to share; calls block, and throw {@link
 * com.ytempire.ml.core.store.StoreUnavailableException} when the server does not answer.
 */
public final class AlertStore {
  /** After this time a resolved alert is known from its incident only. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

  private static final String CLAIM =
      """
      UPDATE alert_evaluator SET holder = ?, renewed_at = clock_timestamp()
      WHERE holder = ? OR renewed_at < clock_timestamp() - ? * interval '1 millisecond'
      """;

  private static final String RELEASE =
      "UPDATE alert_evaluator SET holder = NULL, renewed_at = '-infinity' WHERE holder = ?";

  private static final String CHECK =
      """
      INSERT INTO alert_checks (rule, checked_at, outcome, detail) VALUES (?, ?, ?, ?)
      ON CONFLICT (rule) DO UPDATE SET checked_at = EXCLUDED.checked_at,
          outcome = EXCLUDED.outcome, detail = EXCLUDED.detail
      """;

  private static final String CHECKS =
      "SELECT rule, checked_at, outcome, detail FROM alert_checks ORDER BY rule";

  private static final Map<Truth, String> OUTCOMES =
      Map.of(
          Truth.TRUE, "holds",
          Truth.FALSE, "quiet",
          Truth.NO_DATA, "no_data",
          Truth.UNKNOWN, "unknown");

  private final DataSource connections;

  public AlertStore(DataSource connections) {
    this.connections = connections;
  }

  /**
   * Takes or keeps the right to evaluate.
   *
   * @param holder a name that no other evaluator has
   * @param lease silence after which another one may take over
   * @return whether the holder has it
   */
  public boolean claim(String holder, Duration lease) {
    return run("taking the evaluation of alerts", connection -> claim(connection, holder, lease));
  }

  private static boolean claim(Connection connection, String holder, Duration lease)
      throws SQLException {
    return Rows.update(connection, CLAIM, holder, holder, lease.toMillis()) == 1;
  }

  /** Gives the right back, if it is held. */
  public void release(String holder) {
    int unused = run("ending the evaluation", one -> Rows.update(one, RELEASE, holder));
  }

  /**
   * Evaluates: all or nothing of what comes of it is kept.
   *
   * @param now what resolved alerts are aged by
   * @param unset channels by which nobody can be told for now, and why
   * @param work makes what is to be kept of the alerts that there are, by fingerprint
   * @return whether the holder still had the right; if not, nothing was done
   */
  public boolean evaluate(
      String holder,
      Duration lease,
      Instant now,
      Unset unset,
      Function<Map<String, StoredAlert>, Changes> work) {
    return Transactions.run(
        connections,
        "evaluating alerts",
        connection -> {
          if (!claim(connection, holder, lease)) {
            return false;
          }
          Map<String, StoredAlert> before = new LinkedHashMap<>();
          AlertRows.all(connection).forEach(alert -> before.put(alert.fingerprint(), alert));
          write(connection, work.apply(before), now, unset);
          return true;
        });
  }

  private static void write(Connection connection, Changes changes, Instant now, Unset unset)
      throws SQLException {
    for (String fingerprint : changes.gone()) {
      AlertRows.delete(connection, fingerprint);
    }
    for (StoredAlert alert : changes.kept()) {
      AlertRows.save(connection, alert);
    }
    NotificationRows.add(connection, changes.told(), now, unset);
    List<String> rules = new ArrayList<>();
    for (RuleCheck check : changes.checks()) {
      Rows.update(
          connection, CHECK, check.rule(), check.at(), OUTCOMES.get(check.truth()), check.detail());
      rules.add(check.rule());
    }
    Rows.update(
        connection,
        "DELETE FROM alert_checks WHERE rule <> ALL (?)",
        connection.createArrayOf("text", rules.toArray()));
    Rows.update(
        connection,
        "DELETE FROM alerts WHERE phase = 'resolved' AND since < ?",
        now.minus(FORGOTTEN_AFTER));
  }

  /** All alerts that are kept, by rule. */
  public List<StoredAlert> alerts() {
    return run("reading alerts", AlertRows::all);
  }

  /** What the last look at each rule showed. */
  public List<RuleCheck> checks() {
    return run(
        "reading checks of alerts",
        connection ->
            Rows.query(
                connection,
                CHECKS,
                row ->
                    new RuleCheck(
                        row.getString("rule"),
                        Rows.time(row, "checked_at"),
                        truth(row.getString("outcome")),
                        row.getString("detail"))));
  }

  private static Truth truth(String outcome) {
    return OUTCOMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(outcome))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(Truth.UNKNOWN);
  }

  /** Names of the rules that somebody has silenced as of a time; {@code *} for all. */
  public Set<String> silenced(Instant at) {
    return Set.copyOf(run("reading silences", connection -> SilenceRows.silenced(connection, at)));
  }

  /** Adds a silence. */
  public void silence(Silence silence) {
    int unused = run("keeping a silence", connection -> SilenceRows.add(connection, silence));
  }

  /**
   * Ends the silences of a rule.
   *
   * @return how many there were
   */
  public int endSilences(String rule, Instant at) {
    return run("ending silences", connection -> SilenceRows.end(connection, rule, at));
  }

  /** Silences that have not ended, the next end first. */
  public List<Silence> silences(Instant at) {
    return run("reading silences", connection -> SilenceRows.open(connection, at));
  }

  private <T> T run(String doing, Transactions.Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }
}
