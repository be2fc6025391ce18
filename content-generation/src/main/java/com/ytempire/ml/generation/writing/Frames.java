package com.ytempire.ml.generation.writing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The phrases that hold scripts together, by the name of their list. */
final class Frames {
  private static final Map<String, List<String>> LINES = ResourceLines.read("frames.txt");
  private static final Map<String, List<Template>> TEMPLATES = templates();

  private Frames() {}

  /** The phrases of a list. */
  static List<Template> of(String name) {
    List<Template> templates = TEMPLATES.get(name);
    if (templates == null) {
      throw new IllegalArgumentException("no phrases are named " + name);
    }
    return templates;
  }

  /** A list as it stands in the file. */
  static List<String> lines(String name) {
    return LINES.getOrDefault(name, List.of());
  }

  private static Map<String, List<Template>> templates() {
    Map<String, List<Template>> templates = new LinkedHashMap<>();
    LINES.forEach((name, lines) -> templates.put(name, lines.stream().map(Template::new).toList()));
    return templates;
  }
}
