package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.config.YamlMapping;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads when a rule is silent. Confined to one thread. */
final class QuietParser {
  private static final String KEY = "silence";
  private static final String FORMS = "expected from and to, or daily: 22:00-06:00";
  private static final Pattern DAILY = Pattern.compile("(\\d{2}:\\d{2})\\s*-\\s*(\\d{2}:\\d{2})");
  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values()).map(QuietParser::word).toList();

  private final YamlMapping rule;
  private final ConfigProblems problems;

  QuietParser(YamlMapping rule, ConfigProblems problems) {
    this.rule = rule;
    this.problems = problems;
  }

  List<Quiet> parse() {
    List<Quiet> found = new ArrayList<>();
    if (!rule.has(KEY)) {
      return found;
    }
    if (!(rule.require(KEY) instanceof SequenceNode list)) {
      rule.report(
          KEY, YamlMapping.shown(rule.require(KEY)) + " is not a list; each item: " + FORMS);
      return found;
    }
    for (Node item : list.getValue()) {
      YamlMapping mapping = YamlMapping.of(item, KEY, "a silence; " + FORMS, problems);
      Quiet quiet = mapping == null ? null : quiet(mapping);
      if (quiet != null) {
        found.add(quiet);
      }
    }
    return found;
  }

  private @Nullable Quiet quiet(YamlMapping item) {
    if (item.has("daily")) {
      item.allow("a daily silence", List.of("daily", "days", "zone"));
      return daily(item);
    }
    item.allow("a silence", List.of("from", "to", "daily", "days", "zone"));
    Instant from = instant(item, "from");
    Instant to = instant(item, "to");
    if (from == null || to == null) {
      return null;
    }
    if (!from.isBefore(to)) {
      item.report("to", "is not after from");
      return null;
    }
    return new Quiet.Once(from, to);
  }

  private @Nullable Instant instant(YamlMapping item, String key) {
    String text = item.requireText(key, "a time such as 2026-12-24T00:00:00Z");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      item.report(
          key, "'%s' is not a time; expected one such as 2026-12-24T00:00:00Z".formatted(text));
      return null;
    }
  }

  private @Nullable Quiet daily(YamlMapping item) {
    ScalarNode node = item.scalar("daily");
    Set<DayOfWeek> days = days(item);
    ZoneId zone = zone(item);
    if (node == null) {
      return null;
    }
    Matcher form = DAILY.matcher(node.getValue().strip());
    try {
      if (form.matches()) {
        LocalTime from = LocalTime.parse(form.group(1));
        LocalTime to = LocalTime.parse(form.group(2));
        if (!from.equals(to)) {
          return new Quiet.Daily(from, to, days, zone);
        }
      }
    } catch (DateTimeException e) {
      // reported below, as another form is
    }
    item.report(
        "daily",
        YamlMapping.shown(node) + " is not a time of day; expected one such as 22:00-06:00");
    return null;
  }

  private Set<DayOfWeek> days(YamlMapping item) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (!item.has("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    List<ScalarNode> words = item.list("days", "days such as [sat, sun]");
    if (words == null) {
      return days;
    }
    for (ScalarNode node : words) {
      String word = node.getValue().strip();
      int index = DAYS.indexOf(word);
      if (index < 0) {
        problems.add(
            node,
            "days",
            "'%s' is not a day; expected %s%s"
                .formatted(word, String.join(", ", DAYS), NearestName.suggestion(word, DAYS)));
      } else {
        days.add(DayOfWeek.of(index + 1));
      }
    }
    return days;
  }

  private static ZoneId zone(YamlMapping item) {
    String name = item.text("zone");
    if (name == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      item.report(
          "zone", "'%s' is not a time zone; expected one such as Europe/Berlin".formatted(name));
      return ZoneOffset.UTC;
    }
  }

  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }
}
