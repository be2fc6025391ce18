package com.ytempire.ml.generation.writing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files of this package's resources: lines under headings in brackets. */
final class ResourceLines {
  private ResourceLines() {}

  /** Each heading with its lines, in the order of the file. */
  static Map<String, List<String>> read(String name) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : text(name).lines().map(String::strip).toList()) {
      if (line.startsWith("[") && line.endsWith("]")) {
        current = new ArrayList<>();
        String heading = line.substring(1, line.length() - 1);
        if (lists.put(heading, current) != null) {
          throw new IllegalStateException("%s: [%s] stands twice".formatted(name, heading));
        }
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        current.add(line);
      }
    }
    return lists;
  }

  private static String text(String name) {
    try (InputStream stream = ResourceLines.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
