package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlMapping;
import com.ytempire.ml.features.definition.Draft.Expected;
import com.ytempire.ml.features.definition.Draft.Part;
import com.ytempire.ml.features.expression.Expression;
import com.ytempire.ml.features.expression.ExpressionType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads formulas and bins. */
final class NumericParser {
  private static final int MAX_EDGES = 1000;

  private NumericParser() {}

  static @Nullable Draft formula(YamlMapping feature, FeatureHead head, ConfigProblems problems) {
    feature.allow("a formula", CommonKeys.with("formula", "min_views"));
    Long minViews = feature.has("min_views") ? feature.whole("min_views", 0, Long.MAX_VALUE) : null;
    Part formula = Part.read(feature, "formula", Expected.ANYTHING, problems);
    if (formula == null) {
      return null;
    }
    return Draft.of(
        feature,
        new FeatureDefinition.Formula(head, formula.expression(), ExpressionType.NUMBER, minViews),
        formula);
  }

  static @Nullable Draft bins(YamlMapping feature, FeatureHead head, ConfigProblems problems) {
    feature.allow("a feature with bins", CommonKeys.with("bins", "of"));
    Part of =
        feature.has("of")
            ? Part.read(feature, "of", Expected.NUMBER, problems)
            : impliedBy(feature, head);
    List<Double> edges = edges(feature);
    if (of == null || edges == null) {
      return null;
    }
    return Draft.of(feature, new FeatureDefinition.Binned(head, of.expression(), edges), of);
  }

  private static @Nullable Part impliedBy(YamlMapping feature, FeatureHead head) {
    if (head.name().equals("subscriber_tier")) {
      return Part.implied("of", new Expression.Reference(Input.SUBSCRIBER_COUNT.word(), 0));
    }
    feature.report(
        "name",
        "'"
            + head.name()
            + "' does not say which value is put into bins; expected a key 'of', such as"
            + " of: subscriber_count");
    return null;
  }

  private static @Nullable List<Double> edges(YamlMapping feature) {
    String expected = "ascending edges, such as [0, 1000, 10000]";
    List<ScalarNode> items = feature.list("bins", expected);
    if (items == null) {
      return null;
    }
    var edges = new ArrayList<Double>();
    for (ScalarNode item : items) {
      Double edge = feature.number(item, "bins", expected);
      if (edge == null) {
        return null;
      }
      if (!edges.isEmpty() && edge <= edges.get(edges.size() - 1)) {
        feature.report(
            "bins",
            "'" + item.getValue() + "' is not above the edge before it; expected " + expected);
        return null;
      }
      edges.add(edge);
    }
    if (edges.isEmpty() || edges.size() > MAX_EDGES) {
      feature.report("bins", edges.size() + " edges; expected 1 to " + MAX_EDGES);
      return null;
    }
    return edges;
  }
}
