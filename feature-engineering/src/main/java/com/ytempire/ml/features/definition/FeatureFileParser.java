package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one feature file: YAML nodes to drafts, group by group, then links them. */
final class FeatureFileParser {
  private static final int MAX_FEATURES = 1000;
  private static final String SIGNALS = "signals";

  private final String yaml;
  private final String fileName;
  private final ConfigProblems problems;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, Integer> linesByName = new HashMap<>();
  private SignalDefinitions signals = SignalDefinitions.DEFAULT;

  FeatureFileParser(String yaml, String fileName) {
    this.yaml = yaml;
    this.fileName = fileName;
    this.problems = new ConfigProblems(fileName);
  }

  FeatureDefinitions parse() {
    Node root = YamlFile.compose(yaml, fileName, "features");
    YamlMapping file =
        YamlMapping.of(root, "features", "a mapping; expected the key 'features'", problems);
    if (file != null) {
      file.allow("a feature file", List.of("features"));
      readFeatures(file);
    }
    List<FeatureDefinition> features =
        new FeatureLinker(drafts, linesByName.keySet(), problems).link();
    problems.throwIfAny();
    return new FeatureDefinitions(fileName, yaml, features, signals);
  }

  private void readFeatures(YamlMapping file) {
    if (!file.has("features")) {
      file.report("features", "is missing; expected the groups of features under it");
      return;
    }
    YamlMapping groups =
        YamlMapping.of(
            file.require("features"),
            "features",
            "a mapping; expected groups: " + String.join(", ", groupWords()),
            problems);
    if (groups == null) {
      return;
    }
    groups.allow("features", groupWords());
    for (String key : groups.keys()) {
      if (key.equals(SIGNALS)) {
        YamlMapping mapping =
            YamlMapping.of(
                groups.require(key), key, "a mapping; expected windows: [1h, 24h, 7d]", problems);
        signals =
            Objects.requireNonNullElse(
                mapping == null ? null : SignalsParser.parse(mapping), signals);
      }
      for (FeatureGroup group : FeatureGroup.values()) {
        if (group.word().equals(key)) {
          readGroup(group, groups.require(key));
        }
      }
    }
  }

  private static List<String> groupWords() {
    var words = new ArrayList<>(FeatureGroup.words());
    words.add(SIGNALS);
    return words;
  }

  private void readGroup(FeatureGroup group, Node node) {
    if (!(node instanceof SequenceNode list)) {
      problems.add(
          node,
          group.word(),
          YamlMapping.shown(node) + " is not a list; expected a list of features");
      return;
    }
    for (Node item : list.getValue()) {
      YamlMapping feature =
          YamlMapping.of(item, group.word(), "a feature; expected a mapping with a name", problems);
      if (feature != null) {
        readFeature(group, feature);
      }
    }
  }

  private void readFeature(FeatureGroup group, YamlMapping feature) {
    FeatureHead head = CommonKeys.read(feature, group);
    if (head == null) {
      String name = feature.has("name") ? feature.text("name") : null;
      if (name != null) {
        linesByName.putIfAbsent(name, feature.node().getStartMark().getLine() + 1);
      }
      return;
    }
    Integer earlier = linesByName.putIfAbsent(head.name(), head.line());
    if (earlier != null) {
      feature.report(
          "name",
          "'"
              + head.name()
              + "' is already defined in line "
              + earlier
              + "; expected another name");
    } else if (linesByName.size() > MAX_FEATURES) {
      feature.report("name", "is one feature too many; expected at most " + MAX_FEATURES);
    }
    Draft draft =
        switch (group) {
          case TEMPORAL -> TemporalParser.parse(feature, head);
          case TEXT -> TextParser.parse(feature, head);
          case ENGAGEMENT, CHANNEL -> numeric(feature, head);
        };
    if (draft != null && earlier == null) {
      drafts.add(draft);
    }
  }

  private @Nullable Draft numeric(YamlMapping feature, FeatureHead head) {
    boolean channel = head.group() == FeatureGroup.CHANNEL;
    boolean formula = feature.has("formula");
    boolean bins = feature.has("bins");
    boolean window = feature.has("window") || feature.has("aggregation");
    boolean consistency =
        channel && (feature.has("lookback_videos") || feature.has("similarity_threshold"));
    String forms =
        channel
            ? "formula, bins, or lookback_videos with similarity_threshold"
            : "formula, window with aggregation, or bins";
    int found = (formula ? 1 : 0) + (bins ? 1 : 0) + (window ? 1 : 0) + (consistency ? 1 : 0);
    if (found != 1) {
      feature.report(
          "name",
          "'"
              + head.name()
              + (found == 0 ? "' does not say how it is computed" : "' is computed in two ways")
              + "; expected one of "
              + forms);
      return null;
    }
    if (window && channel) {
      feature.report("window", "belongs to engagement features; expected " + forms);
      return null;
    }
    if (formula) {
      return NumericParser.formula(feature, head, problems);
    }
    if (bins) {
      return NumericParser.bins(feature, head, problems);
    }
    return consistency
        ? ChannelParser.consistency(feature, head)
        : new WindowParser(feature, head, problems).parse();
  }
}
