package com.ytempire.ml.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Collects the mistakes of one file. Confined to one thread. */
public final class ConfigProblems {
  private final String file;
  private final List<ConfigProblem> problems = new ArrayList<>();

  /**
   * @param file name of the file, as messages show it
   */
  public ConfigProblems(String file) {
    this.file = file;
  }

  /** Adds a mistake at the start of a node. */
  public void add(Node node, String key, String message) {
    add(node.getStartMark(), key, message);
  }

  void add(Mark mark, String key, String message) {
    problems.add(new ConfigProblem(file, mark.getLine() + 1, mark.getColumn() + 1, key, message));
  }

  /**
   * Adds a mistake inside a value, pointing at its character where the layout allows.
   *
   * @param offset the character in the value, from 0
   */
  public void add(ScalarNode node, String key, int offset, String message) {
    Mark start = node.getStartMark();
    String shown = "'" + node.getValue().strip() + "': " + message;
    if (start.getLine() == node.getEndMark().getLine()) {
      int quote = node.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
      int column = start.getColumn() + 1 + quote + offset;
      problems.add(new ConfigProblem(file, start.getLine() + 1, column, key, shown));
    } else {
      add(start, key, shown + " (character " + (offset + 1) + ")");
    }
  }

  /** How many there are so far. */
  public int count() {
    return problems.size();
  }

  /**
   * Ends reading when there was a mistake.
   *
   * @throws ConfigFileException with all of them, in the order of the file
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      problems.sort(
          Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column));
      throw new ConfigFileException(problems);
    }
  }
}
