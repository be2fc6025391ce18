package com.ytempire.ml.features.definition;

import com.ytempire.ml.features.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Collects the mistakes of one file. */
final class Problems {
  private final String file;
  private final List<FeatureProblem> problems = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node node, String key, String message) {
    add(node.getStartMark(), key, message);
  }

  void add(Mark mark, String key, String message) {
    problems.add(new FeatureProblem(file, mark.getLine() + 1, mark.getColumn() + 1, key, message));
  }

  /** Adds a mistake inside an expression, pointing at its character where the layout allows. */
  void add(ScalarNode node, String key, ExpressionException mistake) {
    Mark start = node.getStartMark();
    String shown = "'" + node.getValue().strip() + "': " + mistake.getMessage();
    if (start.getLine() == node.getEndMark().getLine()) {
      int quote = node.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
      problems.add(
          new FeatureProblem(
              file,
              start.getLine() + 1,
              start.getColumn() + 1 + quote + mistake.offset(),
              key,
              shown));
    } else {
      add(start, key, shown + " (character " + (mistake.offset() + 1) + ")");
    }
  }

  int count() {
    return problems.size();
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      problems.sort(
          Comparator.comparingInt(FeatureProblem::line).thenComparingInt(FeatureProblem::column));
      throw new FeatureFileException(problems);
    }
  }
}
