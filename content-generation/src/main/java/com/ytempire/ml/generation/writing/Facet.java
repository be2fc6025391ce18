package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.VideoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that a section can be about.
 *
 * @param name its name in the file
 * @param title what it is called in speech
 * @param types the types of video it is made for, the one that it suits best first
 * @param phrases what can be said
 */
record Facet(String name, String title, List<VideoType> types, List<Template> phrases) {
  private static final List<Facet> ALL = read();

  /** All of them, in an order in which they can be told. */
  static List<Facet> all() {
    return ALL;
  }

  private static List<Facet> read() {
    List<Facet> facets = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : ResourceLines.read("facets.txt").entrySet()) {
      List<String> heading = List.of(entry.getKey().split(" "));
      List<String> lines = entry.getValue();
      facets.add(
          new Facet(
              heading.get(0),
              lines.get(0).substring(1).strip(),
              heading.stream()
                  .skip(1)
                  .map(word -> VideoType.valueOf(word.toUpperCase(Locale.ROOT)))
                  .toList(),
              lines.stream().skip(1).map(Template::new).toList()));
    }
    return List.copyOf(facets);
  }
}
