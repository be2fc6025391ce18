package com.ytempire.ml.alerts.run;

import com.ytempire.ml.alerts.channel.Channel;
import com.ytempire.ml.alerts.channel.Channels;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.rule.Condition.Comparison;
import com.ytempire.ml.alerts.source.MetricSources;
import com.ytempire.ml.alerts.store.AlertStore;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Alerts as a process runs them: made of settings and rules, running until closed. The database has
 * the platform's schema.
 */
public final class Alerting implements AutoCloseable {
  private final HikariDataSource connections;
  private final AlertWatch watch;
  private final List<String> warnings;

  private Alerting(HikariDataSource connections, AlertWatch watch, List<String> warnings) {
    this.connections = connections;
    this.watch = watch;
    this.warnings = List.copyOf(warnings);
  }

  /** Starts evaluating and sending. What had been refused before is tried once more. */
  public static Alerting start(AlertRules rules, PlatformSettings settings, Clock clock) {
    Map<ChannelKind, Channel> channels = Channels.of(settings, clock);
    // One for the evaluation, one for a metric, one for each channel.
    HikariDataSource connections =
        PostgresConnections.pool(settings.database(), 2 + channels.size());
    var sources = MetricSources.of(connections, host(), clock);
    var outbox = new Outbox(connections);
    Duration interval = settings.alerts().interval();
    var evaluator =
        new Evaluator(
            rules,
            sources,
            new AlertStore(connections),
            Evaluator.Options.of(holder(), interval, unset(rules, channels.keySet())),
            clock,
            UUID::randomUUID);
    var watch =
        AlertWatch.start(evaluator, outbox, channels.values(), AlertWatch.Pace.of(interval), clock);
    return new Alerting(
        connections, watch, warnings(rules, channels.keySet(), MetricSources.unmeasured()));
  }

  /** What to tell whoever started it, one sentence each; empty where all is set up. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * What is wrong with rules that are right in themselves.
   *
   * @param channels that are set up
   * @param missing metrics that nothing measures
   */
  public static List<String> warnings(
      AlertRules rules, Set<ChannelKind> channels, Set<Metric> missing) {
    List<String> warnings = new ArrayList<>();
    Set<ChannelKind> unset = unset(rules, channels);
    if (!unset.isEmpty()) {
      warnings.add(
          "not set up: %s; what is told by them is kept and not sent"
              .formatted(
                  unset.stream()
                      .map(one -> "%s (set %s)".formatted(one.word(), one.variables()))
                      .collect(Collectors.joining(", "))));
    }
    for (AlertRule rule : rules.rules()) {
      rule.condition()
          .comparisons()
          .map(Comparison::query)
          .map(MetricQuery::metric)
          .filter(missing::contains)
          .distinct()
          .forEach(
              metric ->
                  warnings.add(
                      "rule %s: nothing measures %s yet, so it has no data"
                          .formatted(rule.name(), metric.word())));
    }
    return warnings;
  }

  private static Set<ChannelKind> unset(AlertRules rules, Set<ChannelKind> channels) {
    Set<ChannelKind> unset = EnumSet.noneOf(ChannelKind.class);
    unset.addAll(rules.channels());
    unset.removeAll(channels);
    return unset;
  }

  /** This machine's name. */
  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String holder() {
    String random = UUID.randomUUID().toString().substring(0, 8);
    String host = host();
    return "%s:%d:%s"
        .formatted(
            host.substring(0, Math.min(host.length(), 100)), ProcessHandle.current().pid(), random);
  }

  @Override
  public void close() {
    watch.close();
    connections.close();
  }
}
