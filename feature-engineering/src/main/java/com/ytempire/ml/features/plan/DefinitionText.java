package com.ytempire.ml.features.plan;

import com.ytempire.ml.features.definition.FeatureDefinition;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.expression.Expression;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Definitions in canonical words: equal texts mean equal values. Names, spacing, comments, TTLs and
 * descriptions are left out; features that a definition refers to are written out behind it.
 */
final class DefinitionText {
  private final Map<String, FeatureDefinition> features;

  DefinitionText(List<FeatureDefinition> features) {
    this.features =
        features.stream().collect(Collectors.toMap(FeatureDefinition::name, feature -> feature));
  }

  String of(FeatureDefinition feature) {
    var referred = new TreeSet<String>();
    String text = words(feature, referred);
    if (feature.head().version() > 1) {
      text += ", version " + feature.head().version();
    }
    var written = new TreeSet<String>();
    var all = new StringBuilder(text);
    while (!referred.isEmpty()) {
      String name = referred.pollFirst();
      if (written.add(name)) {
        FeatureDefinition other = features.get(name);
        if (other != null) {
          all.append("; ").append(name).append(" = ").append(words(other, referred));
        }
      }
    }
    return all.toString();
  }

  private String words(FeatureDefinition feature, TreeSet<String> referred) {
    if (feature instanceof FeatureDefinition.Cyclical cyclical) {
      return "cyclical %s [%d, %d]"
          .formatted(cyclical.input().word(), cyclical.low(), cyclical.high());
    }
    if (feature instanceof FeatureDefinition.Categorical categorical) {
      return "categorical %s %s".formatted(categorical.input().word(), categorical.values());
    }
    if (feature instanceof FeatureDefinition.Binary binary) {
      return "binary " + binary.input().word();
    }
    if (feature instanceof FeatureDefinition.Formula formula) {
      return expression(formula.expression(), referred)
          + (formula.minViews() == null ? "" : ", min_views " + formula.minViews());
    }
    if (feature instanceof FeatureDefinition.Windowed windowed) {
      return windowed(windowed, referred);
    }
    if (feature instanceof FeatureDefinition.Binned binned) {
      return "bins %s of %s".formatted(binned.edges(), expression(binned.of(), referred));
    }
    if (feature instanceof FeatureDefinition.TitleEmbedding embedding) {
      return "title embedding by %s, width %d".formatted(embedding.model(), embedding.dimension());
    }
    if (feature instanceof FeatureDefinition.Sentiment sentiment) {
      return "title sentiment by " + sentiment.model();
    }
    FeatureDefinition.ContentConsistency consistency =
        (FeatureDefinition.ContentConsistency) feature;
    return "content consistency over %d videos from cosine %s"
        .formatted(consistency.lookbackVideos(), consistency.similarityThreshold());
  }

  private static String windowed(FeatureDefinition.Windowed windowed, TreeSet<String> referred) {
    var text = new StringBuilder();
    text.append(windowed.aggregation().kind());
    if (windowed.aggregation().quantile() > 0) {
      text.append(' ').append(windowed.aggregation().quantile());
    }
    text.append(" of ").append(expression(windowed.of(), referred));
    if (windowed.where() != null) {
      text.append(" where ").append(expression(windowed.where(), referred));
    }
    text.append(", ").append(windowed.kind()).append(' ').append(windowed.window());
    if (!windowed.slide().equals(windowed.window())) {
      text.append(" every ").append(windowed.slide());
    }
    return text.toString();
  }

  private static String expression(Expression expression, TreeSet<String> referred) {
    if (expression instanceof Expression.Literal literal) {
      return Double.toString(literal.value());
    }
    if (expression instanceof Expression.NullLiteral) {
      return "null";
    }
    if (expression instanceof Expression.Reference reference) {
      if (Input.find(reference.name()).isEmpty()) {
        referred.add(reference.name());
      }
      return reference.name();
    }
    if (expression instanceof Expression.Negate negate) {
      return "-" + expression(negate.operand(), referred);
    }
    if (expression instanceof Expression.Not not) {
      return "not " + expression(not.operand(), referred);
    }
    if (expression instanceof Expression.Binary binary) {
      return "("
          + expression(binary.left(), referred)
          + " "
          + binary.operator().symbol()
          + " "
          + expression(binary.right(), referred)
          + ")";
    }
    Expression.Call call = (Expression.Call) expression;
    return call.arguments().stream()
        .map(argument -> expression(argument, referred))
        .collect(Collectors.joining(", ", call.function().word() + "(", ")"));
  }
}
