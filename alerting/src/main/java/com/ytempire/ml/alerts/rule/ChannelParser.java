package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.Durations;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.config.YamlMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads names of channels: {@code slack, email} or a list. Confined to one thread. */
final class ChannelParser {
  private static final String EXPECTED =
      "expected one or several of " + String.join(", ", ChannelKind.words());
  private static final Pattern ESCALATION = Pattern.compile("\\s*after\\s+(\\S+)\\s+to\\s+(.+)");

  private final YamlMapping rule;
  private final ConfigProblems problems;

  ChannelParser(YamlMapping rule, ConfigProblems problems) {
    this.rule = rule;
    this.problems = problems;
  }

  /** The channels of a key; none after a mistake was reported. */
  List<ChannelKind> parse(String key) {
    List<ChannelKind> channels = new ArrayList<>();
    if (!rule.has(key)) {
      rule.report(key, "is missing; " + EXPECTED);
      return channels;
    }
    Node node = rule.require(key);
    if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode scalar) {
          read(scalar, key, scalar.getValue(), 0, channels);
        } else {
          problems.add(item, key, YamlMapping.shown(item) + " is not a channel; " + EXPECTED);
        }
      }
    } else if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      read(scalar, key, scalar.getValue(), 0, channels);
    } else {
      problems.add(node, key, YamlMapping.shown(node) + " is not a channel; " + EXPECTED);
    }
    return channels;
  }

  /** {@code after 30m to pagerduty}, or null after a mistake was reported. */
  @Nullable Escalation escalation(ScalarNode node) {
    String key = "escalate";
    Matcher form = ESCALATION.matcher(node.getValue());
    if (!form.matches()) {
      problems.add(
          node,
          key,
          YamlMapping.shown(node) + " is not an escalation; expected after 30m to pagerduty");
      return null;
    }
    Optional<Duration> after = Durations.parse(form.group(1));
    if (after.isEmpty()) {
      problems.add(
          node,
          key,
          form.start(1),
          "'%s' is not a duration; expected %s".formatted(form.group(1), Durations.EXPECTATION));
    }
    List<ChannelKind> channels = new ArrayList<>();
    read(node, key, form.group(2), form.start(2), channels);
    return after.map(time -> new Escalation(time, channels)).orElse(null);
  }

  private void read(
      ScalarNode node, String key, String text, int offset, List<ChannelKind> channels) {
    int start = 0;
    for (String part : text.split(",", -1)) {
      String word = part.strip();
      int at = offset + start + part.indexOf(word);
      Optional<ChannelKind> channel = ChannelKind.ofWord(word);
      if (channel.isEmpty()) {
        problems.add(
            node,
            key,
            at,
            "'%s' is not a channel; %s%s"
                .formatted(word, EXPECTED, NearestName.suggestion(word, ChannelKind.words())));
      } else if (channels.contains(channel.get())) {
        problems.add(node, key, at, "'%s' is named twice".formatted(word));
      } else {
        channels.add(channel.get());
      }
      start += part.length() + 1;
    }
  }
}
