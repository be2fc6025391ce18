package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlMapping;
import com.ytempire.ml.features.expression.Expression;
import com.ytempire.ml.features.expression.ExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A feature whose own keys are right but whose names are not resolved yet.
 *
 * @param node where it stands
 * @param definition the definition; types of expressions are filled in when linked
 * @param expressions its expressions with their places
 */
record Draft(Node node, FeatureDefinition definition, List<Part> expressions) {

  /** What an expression must yield. */
  enum Expected {
    ANYTHING,
    NUMBER,
    CONDITION
  }

  /**
   * An expression and where it was written.
   *
   * @param node its text; null when it was implied by a name
   */
  record Part(String key, @Nullable ScalarNode node, Expression expression, Expected expected) {

    /** Parses the value of a key, or returns null after reporting. */
    static @Nullable Part read(
        YamlMapping mapping, String key, Expected expected, ConfigProblems problems) {
      ScalarNode scalar = mapping.scalar(key);
      if (scalar == null) {
        return null;
      }
      try {
        return new Part(key, scalar, Expression.parse(scalar.getValue()), expected);
      } catch (ExpressionException e) {
        problems.add(scalar, key, e.offset(), String.valueOf(e.getMessage()));
        return null;
      }
    }

    static Part implied(String key, Expression expression) {
      return new Part(key, null, expression, Expected.NUMBER);
    }
  }

  static Draft of(YamlMapping mapping, FeatureDefinition definition, Part... expressions) {
    return new Draft(mapping.node(), definition, List.of(expressions));
  }
}
