package com.ytempire.ml.alerts.run;

import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.notice.Wording;
import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.state.AlertMachine;
import com.ytempire.ml.alerts.store.AlertStore;
import com.ytempire.ml.alerts.store.Changes;
import com.ytempire.ml.alerts.store.Unset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the metrics of all rules and keeps what becomes of them, in one transaction a look. Of
 * several processes on one database one evaluates; another takes over when it has been silent for
 * {@link Options#lease}. Confined to one thread; calls block.
 */
public final class Evaluator {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

  /** Looks that may be missed before a time that something held is counted anew. */
  private static final int MISSED_LOOKS = 3;

  private final AlertRules rules;
  private final MetricSource source;
  private final AlertStore store;
  private final Options options;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * How it is evaluated.
   *
   * @param holder a name that no other evaluator has
   * @param interval time between two looks
   * @param lease silence after which another one takes over
   * @param unset channels that are not set up
   */
  public record Options(String holder, Duration interval, Duration lease, Unset unset) {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(30);

    /** With a lease of three intervals, and at least 30 s: a look may take a while. */
    public static Options of(String holder, Duration interval, Set<ChannelKind> unset) {
      Duration lease = interval.multipliedBy(MISSED_LOOKS);
      return new Options(
          holder,
          interval,
          lease.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : lease,
          new Unset(unset));
    }
  }

  public Evaluator(
      AlertRules rules,
      MetricSource source,
      AlertStore store,
      Options options,
      Clock clock,
      Supplier<UUID> ids) {
    this.rules = rules;
    this.source = source;
    this.store = store;
    this.options = options;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * One look.
   *
   * @return whether this process is the one that evaluates
   * @throws com.ytempire.ml.core.store.StoreUnavailableException when the database is away: then
   *     nothing has changed
   */
  public boolean look() {
    if (!store.claim(options.holder(), options.lease())) {
      return false;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var readings = new RuleReadings(rules.rules(), source, now);
    Set<String> silenced = store.silenced(now);
    List<Notification> told = new ArrayList<>();
    boolean evaluated =
        store.evaluate(
            options.holder(),
            options.lease(),
            now,
            options.unset(),
            before -> {
              Changes changes =
                  new Look(rules, readings, machines(), silenced, ids, now).changes(before);
              told.addAll(changes.told());
              return changes;
            });
    if (evaluated) {
      log(told);
    }
    return evaluated;
  }

  /** One line for each alert, however many channels tell it: there may be none that is set up. */
  private static void log(List<Notification> told) {
    Set<String> logged = new HashSet<>();
    for (Notification one : told) {
      if (logged.add(one.fingerprint() + one.kind())) {
        LOG.atWarn().addKeyValue("value", one.content().value()).log(Wording.title(one));
      }
    }
  }

  private Function<AlertRule, AlertMachine> machines() {
    Duration gap = options.interval().multipliedBy(MISSED_LOOKS);
    return rule -> new AlertMachine(rule, gap, ids);
  }

  /** Lets another process take over at once. */
  public void release() {
    store.release(options.holder());
  }
}
