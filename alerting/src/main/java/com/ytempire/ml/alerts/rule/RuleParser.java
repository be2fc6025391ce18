package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.config.YamlMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one rule. Confined to one thread. */
final class RuleParser {
  private static final List<String> KEYS =
      List.of(
          "name",
          "condition",
          "severity",
          "notification",
          "summary",
          "for",
          "resolve_after",
          "repeat_every",
          "escalate",
          "silence",
          "window",
          "model",
          "min_samples",
          "labels");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
  private static final int LONGEST_SUMMARY = 500;
  private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);

  private final YamlMapping rule;
  private final ConfigProblems problems;
  private final int before;

  RuleParser(YamlMapping rule, ConfigProblems problems) {
    this.rule = rule;
    this.problems = problems;
    this.before = problems.count();
  }

  /** The rule, or null after a mistake was reported. */
  @Nullable AlertRule parse() {
    rule.allow("a rule", KEYS);
    String name = name();
    Severity severity = severity();
    List<ChannelKind> channels = channels();
    Timing timing = timing();
    Condition condition = condition();
    Escalation escalation = escalation();
    List<Quiet> silences = new QuietParser(rule, problems).parse();
    Map<String, String> labels = LabelParser.parse(rule, problems);
    String summary = summary();
    if (problems.count() > before || name == null || condition == null) {
      return null;
    }
    return new AlertRule(
        name,
        Objects.requireNonNull(rule.text("condition")),
        condition,
        severity,
        channels,
        timing,
        silences,
        escalation,
        labels,
        summary);
  }

  private @Nullable String name() {
    String name = rule.requireText("name", "a word such as high_latency");
    if (name != null && !NAME.matcher(name).matches()) {
      rule.report(
          "name",
          "'%s' is not a name; expected up to 100 letters, digits, _, - and .".formatted(name));
    }
    return name;
  }

  private Severity severity() {
    String word = rule.text("severity");
    if (word == null) {
      return Severity.WARNING;
    }
    return Severity.ofWord(word)
        .orElseGet(
            () -> {
              rule.report(
                  "severity",
                  "'%s' is not a severity; expected %s%s"
                      .formatted(
                          word,
                          String.join(", ", Severity.words()),
                          NearestName.suggestion(word, Severity.words())));
              return Severity.WARNING;
            });
  }

  private List<ChannelKind> channels() {
    var parser = new ChannelParser(rule, problems);
    return parser.parse("notification");
  }

  private Timing timing() {
    return new Timing(
        Objects.requireNonNullElse(rule.duration("for"), Duration.ZERO),
        Objects.requireNonNullElse(rule.duration("resolve_after"), Timing.RESOLVE_AFTER),
        rule.duration("repeat_every"));
  }

  private @Nullable String summary() {
    String summary = rule.text("summary");
    if (summary != null && summary.length() > LONGEST_SUMMARY) {
      rule.report("summary", "is too long; expected at most " + LONGEST_SUMMARY + " characters");
    }
    return summary;
  }

  private @Nullable Escalation escalation() {
    ScalarNode node = rule.scalar("escalate");
    return node == null ? null : new ChannelParser(rule, problems).escalation(node);
  }

  private @Nullable Condition condition() {
    if (!rule.has("condition")) {
      rule.report("condition", "is missing; expected a comparison such as latency_p95 > 200ms");
      return null;
    }
    ScalarNode node = rule.scalar("condition");
    Duration window = window();
    Long least = rule.whole("min_samples", 1, 1_000_000_000);
    String model = rule.text("model");
    if (node == null) {
      return null;
    }
    Condition condition =
        ConditionParser.parse(
            node.getValue(),
            new ConditionParser.Context(window, model, least),
            (offset, message) -> problems.add(node, "condition", offset, message));
    if (condition != null) {
      requireMeaning("window", window, condition, metric -> metric.window().isPresent());
      requireMeaning("min_samples", least, condition, metric -> metric.leastSamples() > 0);
      requireMeaning("model", model, condition, metric -> metric.scope().knowsModels());
    }
    return condition;
  }

  private @Nullable Duration window() {
    Duration window = rule.duration("window");
    if (window != null
        && (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0)) {
      rule.report("window", "is out of range; expected 10s to 31d");
    }
    return window;
  }

  /** A key that changes nothing is a mistake of who wrote it. */
  private void requireMeaning(
      String key, @Nullable Object given, Condition condition, Predicate<Metric> uses) {
    List<Metric> metrics =
        condition.comparisons().map(one -> one.query().metric()).distinct().toList();
    if (given != null && metrics.stream().noneMatch(uses)) {
      rule.report(
          key,
          "has no meaning for %s; leave it out"
              .formatted(metrics.stream().map(Metric::word).collect(Collectors.joining(", "))));
    }
  }
}
