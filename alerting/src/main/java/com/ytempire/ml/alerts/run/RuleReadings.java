package com.ytempire.ml.alerts.run;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricScope;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.Condition.Comparison;
import com.ytempire.ml.alerts.rule.Truth;
import com.ytempire.ml.alerts.state.Observation;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings of one moment, each query read once, and what they make of rules. Confined to one
 * thread.
 */
final class RuleReadings {
  private static final Logger LOG = LoggerFactory.getLogger(RuleReadings.class);

  private final Map<MetricQuery, Optional<Readings>> read = new HashMap<>();

  /** Reads all that rules ask. */
  RuleReadings(Collection<AlertRule> rules, MetricSource source, Instant at) {
    for (AlertRule rule : rules) {
      rule.condition()
          .comparisons()
          .map(Comparison::query)
          .forEach(query -> read.computeIfAbsent(query, one -> read(source, one, at)));
    }
  }

  /** Empty where nobody knows. */
  private static Optional<Readings> read(MetricSource source, MetricQuery query, Instant at) {
    try {
      return Optional.of(source.read(query, at));
    } catch (StoreUnavailableException e) {
      LOG.atWarn()
          .addKeyValue("metric", query.metric().word())
          .addKeyValue("reason", e.getMessage())
          .log("a metric cannot be read; nothing is concluded from it");
    } catch (RuntimeException e) {
      // One broken measurer must not keep other rules from being evaluated.
      LOG.atError()
          .addKeyValue("metric", query.metric().word())
          .setCause(e)
          .log("a metric cannot be read; nothing is concluded from it");
    }
    return Optional.empty();
  }

  /** What a rule's condition is of everything that there are readings of. */
  Map<Labels, Observation> observe(AlertRule rule) {
    Map<Labels, Observation> seen = new LinkedHashMap<>();
    List<Comparison> comparisons = rule.condition().comparisons().toList();
    for (Labels labels : subjects(comparisons)) {
      Truth truth = rule.condition().truth(comparison -> truth(comparison, labels));
      seen.put(labels, new Observation(truth, shown(comparisons, labels)));
    }
    return seen;
  }

  /** What a rule's condition is of something that there are no readings of any more. */
  Observation gone(AlertRule rule) {
    boolean unknown =
        rule.condition().comparisons().anyMatch(comparison -> answer(comparison).isEmpty());
    return new Observation(unknown ? Truth.UNKNOWN : Truth.NO_DATA, absence(rule));
  }

  /** Why there are no readings of a rule; for people. */
  String absence(AlertRule rule) {
    Set<String> reasons = new LinkedHashSet<>();
    rule.condition()
        .comparisons()
        .forEach(
            comparison -> {
              Optional<Readings> answer = answer(comparison);
              if (answer.isEmpty()) {
                reasons.add(comparison.query().metric().word() + " cannot be read for now");
              } else if (!answer.get().absence().isEmpty()) {
                reasons.add(answer.get().absence());
              }
            });
    return reasons.isEmpty() ? "no data of it any more" : String.join("; ", reasons);
  }

  private Optional<Readings> answer(Comparison comparison) {
    return read.getOrDefault(comparison.query(), Optional.empty());
  }

  /** Everything that readings are about, where metrics of several scopes meet. */
  private Set<Labels> subjects(List<Comparison> comparisons) {
    Map<MetricScope, Set<Labels>> byScope = new EnumMap<>(MetricScope.class);
    for (Comparison comparison : comparisons) {
      Set<Labels> labels =
          byScope.computeIfAbsent(
              comparison.query().metric().scope(), unused -> new LinkedHashSet<>());
      answer(comparison)
          .ifPresent(answer -> answer.values().forEach(one -> labels.add(one.labels())));
    }
    Set<Labels> subjects = Set.of();
    for (Set<Labels> more : byScope.values()) {
      subjects = subjects.isEmpty() ? more : more.isEmpty() ? subjects : joined(subjects, more);
    }
    return subjects;
  }

  private static Set<Labels> joined(Set<Labels> some, Set<Labels> others) {
    Set<Labels> joined = new LinkedHashSet<>();
    for (Labels one : some) {
      for (Labels other : others) {
        one.join(other).ifPresent(joined::add);
      }
    }
    return joined;
  }

  private Truth truth(Comparison comparison, Labels subject) {
    Optional<Readings> answer = answer(comparison);
    if (answer.isEmpty()) {
      return Truth.UNKNOWN;
    }
    Optional<Reading> reading = reading(comparison, subject, answer.get());
    if (reading.isEmpty() || reading.get().samples() < comparison.leastSamples()) {
      return Truth.NO_DATA;
    }
    return comparison.holds(reading.get().value()) ? Truth.TRUE : Truth.FALSE;
  }

  private static Optional<Reading> reading(
      Comparison comparison, Labels subject, Readings readings) {
    Labels own = subject.only(comparison.query().metric().scope().labels());
    Function<Reading, Boolean> fits =
        reading -> own.only(reading.labels().values().keySet()).equals(reading.labels());
    return readings.values().stream().filter(fits::apply).findFirst();
  }

  private String shown(List<Comparison> comparisons, Labels subject) {
    return comparisons.stream()
        .map(comparison -> shown(comparison, subject))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String shown(Comparison comparison, Labels subject) {
    String name = comparison.query().metric().word();
    Optional<Readings> answer = answer(comparison);
    if (answer.isEmpty()) {
      return name + " cannot be read";
    }
    Optional<Reading> reading = reading(comparison, subject, answer.get());
    if (reading.isEmpty()) {
      return name + ": no data";
    }
    String value = comparison.query().dimension().shown(reading.get().value());
    return reading.get().samples() < comparison.leastSamples()
        ? "%s: no data (%s of %d samples, %d needed)"
            .formatted(name, value, reading.get().samples(), comparison.leastSamples())
        : name + " = " + value;
  }

  /** One line on what a look showed, the worst first. */
  static Observation worst(Collection<Observation> seen) {
    for (Truth truth : List.of(Truth.TRUE, Truth.UNKNOWN, Truth.FALSE, Truth.NO_DATA)) {
      Set<String> values =
          seen.stream()
              .filter(one -> one.truth() == truth)
              .map(Observation::value)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!values.isEmpty()) {
        return new Observation(truth, String.join("; ", values));
      }
    }
    throw new IllegalArgumentException("nothing was seen");
  }
}
