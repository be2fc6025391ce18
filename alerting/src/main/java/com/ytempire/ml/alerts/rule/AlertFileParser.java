package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one alert file. Confined to one thread. */
final class AlertFileParser {
  private static final int MAX_RULES = 500;
  private static final String ALERTS = "alerts";

  private final String yaml;
  private final String fileName;
  private final ConfigProblems problems;
  private final Map<String, Integer> lines = new HashMap<>();

  AlertFileParser(String yaml, String fileName) {
    this.yaml = yaml;
    this.fileName = fileName;
    this.problems = new ConfigProblems(fileName);
  }

  AlertRules parse() {
    Node root = YamlFile.compose(yaml, fileName, ALERTS);
    YamlMapping file =
        YamlMapping.of(root, ALERTS, "a mapping; expected the key 'alerts'", problems);
    List<AlertRule> rules = new ArrayList<>();
    if (file != null) {
      file.allow("an alert file", List.of(ALERTS));
      if (!file.has(ALERTS)) {
        file.report(ALERTS, "is missing; expected the list of rules under it");
      } else if (file.require(ALERTS) instanceof SequenceNode list) {
        read(list, rules);
      } else {
        file.report(
            ALERTS, YamlMapping.shown(file.require(ALERTS)) + " is not a list; expected rules");
      }
    }
    problems.throwIfAny();
    return new AlertRules(fileName, rules);
  }

  private void read(SequenceNode list, List<AlertRule> rules) {
    for (Node item : list.getValue()) {
      YamlMapping mapping =
          YamlMapping.of(item, ALERTS, "a rule; expected a mapping with a name", problems);
      if (mapping == null) {
        continue;
      }
      AlertRule rule = new RuleParser(mapping, problems).parse();
      String name = mapping.has("name") ? mapping.text("name") : null;
      if (name == null) {
        continue;
      }
      Integer earlier = lines.putIfAbsent(name, item.getStartMark().getLine() + 1);
      if (earlier != null) {
        mapping.report(
            "name",
            "'%s' is already the rule of line %d; expected another name".formatted(name, earlier));
      } else if (lines.size() > MAX_RULES) {
        mapping.report("name", "is one rule too many; expected at most " + MAX_RULES);
      } else if (rule != null) {
        rules.add(rule);
      }
    }
  }
}
