package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlMapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a rule adds to its alerts. */
final class LabelParser {
  private static final int MOST = 20;

  private LabelParser() {}

  /** Names and values in the order of the file. */
  static Map<String, String> parse(YamlMapping rule, ConfigProblems problems) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (!rule.has("labels")) {
      return labels;
    }
    YamlMapping given =
        YamlMapping.of(
            rule.require("labels"),
            "labels",
            "a mapping; expected names and values such as team: video",
            problems);
    if (given == null) {
      return labels;
    }
    if (given.keys().size() > MOST) {
      rule.report("labels", "are too many; expected at most " + MOST);
    }
    for (String name : given.keys()) {
      String value = given.text(name);
      if (value != null) {
        labels.put(name, value);
      }
    }
    return labels;
  }
}
