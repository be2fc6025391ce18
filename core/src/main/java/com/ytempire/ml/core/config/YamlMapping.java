package com.ytempire.ml.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file, read key by key. A value that is not as asked for is reported and read
 * as null, so that reading goes on and finds the next mistake. Confined to one thread.
 */
public final class YamlMapping {
  private final MappingNode node;
  private final ConfigProblems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  private YamlMapping(MappingNode node, ConfigProblems problems) {
    this.node = node;
    this.problems = problems;
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problems.add(entry.getKeyNode(), "key", "is a list or a mapping; expected a word");
      } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
        problems.add(key, key.getValue(), "is given twice");
      } else {
        keys.put(key.getValue(), key);
      }
    }
  }

  /** The node as a mapping, or null after reporting that it is none. */
  public static @Nullable YamlMapping of(
      Node node, String key, String expected, ConfigProblems problems) {
    if (node instanceof MappingNode mapping) {
      return new YamlMapping(mapping, problems);
    }
    problems.add(node, key, shown(node) + " is not " + expected);
    return null;
  }

  public Node node() {
    return node;
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  public List<String> keys() {
    return List.copyOf(keys.keySet());
  }

  /** The value of a key that is present. */
  public Node require(String key) {
    Node value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key);
    }
    return value;
  }

  /** Reports every key that is not among {@code allowed}. */
  public void allow(String form, List<String> allowed) {
    keys.forEach(
        (key, keyNode) -> {
          if (!allowed.contains(key)) {
            problems.add(
                keyNode,
                key,
                "is not a key of "
                    + form
                    + "; expected "
                    + String.join(", ", allowed)
                    + NearestName.suggestion(key, allowed));
          }
        });
  }

  public void report(String key, String message) {
    problems.add(values.getOrDefault(key, node), key, message);
  }

  /** The single value of a key; null when absent or, after a report, when it is not one. */
  public @Nullable ScalarNode scalar(String key) {
    Node value = values.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ScalarNode scalar
        && !(scalar.getTag().equals(Tag.NULL) && scalar.getScalarStyle() == ScalarStyle.PLAIN)
        && !scalar.getValue().isBlank()) {
      return scalar;
    }
    problems.add(value, key, shown(value) + " is not a value; expected a single one");
    return null;
  }

  public @Nullable String text(String key) {
    ScalarNode scalar = scalar(key);
    return scalar == null ? null : scalar.getValue().strip();
  }

  /** Whether a key says true; null when absent or, after a report, when it says neither. */
  public @Nullable Boolean flag(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    report(key, "'%s' is neither; expected true or false".formatted(text));
    return null;
  }

  /** As {@link #text}, also reporting an absent key. */
  public @Nullable String requireText(String key, String expected) {
    if (!has(key)) {
      problems.add(node, key, "is missing; expected " + expected);
    }
    return text(key);
  }

  public @Nullable Long whole(String key, long min, long max) {
    ScalarNode scalar = scalar(key);
    return scalar == null ? null : whole(scalar, key, min, max);
  }

  public @Nullable Long whole(ScalarNode scalar, String key, long min, long max) {
    String text = scalar.getValue().strip().replace("_", "");
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, as a value out of range is
    }
    String range = max == Long.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
    problems.add(scalar, key, shown(scalar) + " is not a whole number " + range);
    return null;
  }

  public @Nullable Double number(String key, String expected) {
    ScalarNode scalar = scalar(key);
    return scalar == null ? null : number(scalar, key, expected);
  }

  public @Nullable Double number(ScalarNode scalar, String key, String expected) {
    String text = scalar.getValue().strip().replace("_", "");
    boolean plain =
        !text.isEmpty() && text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
    try {
      double value = plain ? Double.parseDouble(text) : Double.NaN;
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    problems.add(scalar, key, shown(scalar) + " is not a number; expected " + expected);
    return null;
  }

  public @Nullable Duration duration(String key) {
    ScalarNode scalar = scalar(key);
    return scalar == null ? null : duration(scalar, key);
  }

  public @Nullable Duration duration(ScalarNode scalar, String key) {
    Duration length = Durations.parse(scalar.getValue().strip()).orElse(null);
    if (length == null) {
      problems.add(
          scalar, key, shown(scalar) + " is not a duration; expected " + Durations.EXPECTATION);
    }
    return length;
  }

  /** The single values of a list; null when absent or, after a report, when it is no such list. */
  public @Nullable List<ScalarNode> list(String key, String expected) {
    Node value = values.get(key);
    if (value == null) {
      problems.add(node, key, "is missing; expected " + expected);
      return null;
    }
    if (!(value instanceof SequenceNode sequence)) {
      problems.add(value, key, shown(value) + " is not a list; expected " + expected);
      return null;
    }
    var items = new ArrayList<ScalarNode>();
    for (Node item : sequence.getValue()) {
      if (!(item instanceof ScalarNode scalar)) {
        problems.add(item, key, shown(item) + " is not a single value; expected " + expected);
        return null;
      }
      items.add(scalar);
    }
    return items;
  }

  public static String shown(Node node) {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue();
      return text.isBlank()
          ? "nothing"
          : "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
