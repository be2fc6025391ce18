package com.ytempire.ml.alerts.run;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.notice.Content;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.rule.Severity;
import com.ytempire.ml.alerts.state.AlertMachine;
import com.ytempire.ml.alerts.state.AlertState;
import com.ytempire.ml.alerts.state.Incident;
import com.ytempire.ml.alerts.state.Observation;
import com.ytempire.ml.alerts.state.Step;
import com.ytempire.ml.alerts.store.Changes;
import com.ytempire.ml.alerts.store.RuleCheck;
import com.ytempire.ml.alerts.store.Silence;
import com.ytempire.ml.alerts.store.StoredAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one look at all rules comes to. Used once. */
final class Look {
  private final AlertRules rules;
  private final RuleReadings readings;
  private final Function<AlertRule, AlertMachine> machines;
  private final Set<String> silenced;
  private final Supplier<UUID> ids;
  private final Instant now;
  private final List<StoredAlert> kept = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private final List<Notification> told = new ArrayList<>();
  private final List<RuleCheck> checks = new ArrayList<>();

  /**
   * @param silenced names of rules that somebody has silenced
   * @param ids of notifications
   */
  Look(
      AlertRules rules,
      RuleReadings readings,
      Function<AlertRule, AlertMachine> machines,
      Set<String> silenced,
      Supplier<UUID> ids,
      Instant now) {
    this.rules = rules;
    this.readings = readings;
    this.machines = machines;
    this.silenced = silenced;
    this.ids = ids;
    this.now = now;
  }

  /** What an alert is, apart from where it stands. */
  private record Subject(
      String fingerprint,
      String rule,
      Labels labels,
      Severity severity,
      String condition,
      Map<String, String> moreLabels,
      @Nullable String summary) {

    static Subject of(AlertRule rule, Labels labels) {
      return new Subject(
          labels.fingerprint(rule.name()),
          rule.name(),
          labels,
          rule.severity(),
          rule.text(),
          rule.labels(),
          rule.summary());
    }

    static Subject ofRuleThatIsGone(StoredAlert alert) {
      return new Subject(
          alert.fingerprint(),
          alert.rule(),
          alert.labels(),
          alert.severity(),
          "the rule is not in the file any more",
          Map.of(),
          null);
    }
  }

  /**
   * What is to be kept.
   *
   * @param before alerts that there are, by fingerprint
   */
  Changes changes(Map<String, StoredAlert> before) {
    Set<String> names =
        rules.rules().stream().map(AlertRule::name).collect(Collectors.toUnmodifiableSet());
    for (AlertRule rule : rules.rules()) {
      look(rule, before);
    }
    for (StoredAlert alert : before.values()) {
      if (!names.contains(alert.rule())) {
        apply(
            Subject.ofRuleThatIsGone(alert),
            alert.state(),
            AlertMachine.abandoned(alert.state(), now));
      }
    }
    return new Changes(kept, gone, told, checks);
  }

  private void look(AlertRule rule, Map<String, StoredAlert> before) {
    Map<Labels, Observation> seen = new LinkedHashMap<>(readings.observe(rule));
    Observation worst = seen.isEmpty() ? readings.gone(rule) : RuleReadings.worst(seen.values());
    checks.add(new RuleCheck(rule.name(), now, worst.truth(), worst.value()));
    for (StoredAlert alert : before.values()) {
      if (alert.rule().equals(rule.name())) {
        seen.computeIfAbsent(alert.labels(), unused -> readings.gone(rule));
      }
    }
    boolean silent =
        rule.isSilentAt(now)
            || silenced.contains(rule.name())
            || silenced.contains(Silence.EVERY_RULE);
    AlertMachine machine = machines.apply(rule);
    seen.forEach(
        (labels, observation) -> {
          Subject subject = Subject.of(rule, labels);
          StoredAlert stored = before.get(subject.fingerprint());
          AlertState old = stored == null ? null : stored.state();
          apply(subject, old, machine.step(old, observation, now, silent));
        });
  }

  private void apply(Subject subject, @Nullable AlertState old, Step step) {
    AlertState after = step.after();
    if (after == null) {
      if (old != null) {
        gone.add(subject.fingerprint());
      }
      return;
    }
    if (!after.equals(old)) {
      kept.add(
          new StoredAlert(
              subject.fingerprint(),
              subject.rule(),
              subject.labels(),
              subject.severity(),
              subject.condition(),
              after));
    }
    Incident incident = after.incident();
    if (incident != null) {
      step.notices().forEach(notice -> tell(subject, after, incident, notice));
    }
  }

  private void tell(Subject subject, AlertState state, Incident incident, Step.Notice notice) {
    var content =
        new Content(
            subject.rule(),
            subject.severity(),
            subject.condition(),
            state.value(),
            Content.labels(subject.labels().values(), subject.moreLabels()),
            subject.summary(),
            incident.firedAt(),
            now);
    for (ChannelKind channel : notice.channels()) {
      told.add(
          new Notification(
              ids.get(), incident.id(), subject.fingerprint(), channel, notice.kind(), content));
    }
  }
}
