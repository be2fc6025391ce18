package com.ytempire.ml.inference.sentiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One labelled text.
 *
 * @param label its class
 * @param text the text
 */
record SentimentExample(SentimentClass label, String text) {

  /**
   * Reads lines of {@code class TAB text}; lines that start with {@code #} are comments.
   *
   * @throws IllegalArgumentException naming file and line where a line is neither
   */
  static List<SentimentExample> read(Path file) throws IOException {
    List<SentimentExample> examples = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.charAt(0) == '#') {
        continue;
      }
      int tab = line.indexOf('\t');
      if (tab < 0) {
        throw new IllegalArgumentException(
            "%s:%d: no tab; expected class TAB text".formatted(file, i + 1));
      }
      examples.add(
          new SentimentExample(
              SentimentClass.of(line.substring(0, tab)), line.substring(tab + 1).strip()));
    }
    return examples;
  }
}
