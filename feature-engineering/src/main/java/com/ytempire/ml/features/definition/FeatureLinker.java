package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.features.expression.Expression;
import com.ytempire.ml.features.expression.ExpressionException;
import com.ytempire.ml.features.expression.ExpressionType;
import com.ytempire.ml.features.expression.TypeChecker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names in expressions, refuses cycles and clashes of columns, and checks types. A
 * name that is an input always means the input, even where a feature has the same name.
 */
final class FeatureLinker {
  /** How many features may build on each other in a row; keeps recursion far from its limit. */
  private static final int MAX_CHAIN = 100;

  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Set<String> declared;
  private final ConfigProblems problems;
  private final Map<String, Optional<FeatureDefinition>> linked = new HashMap<>();
  private final List<String> path = new ArrayList<>();

  /**
   * @param drafts the features whose own keys are right
   * @param declared the names of all features, those with mistakes too
   */
  FeatureLinker(List<Draft> drafts, Set<String> declared, ConfigProblems problems) {
    drafts.forEach(draft -> this.drafts.put(draft.definition().name(), draft));
    this.declared = declared;
    this.problems = problems;
  }

  List<FeatureDefinition> link() {
    checkColumns();
    var features = new ArrayList<FeatureDefinition>();
    for (Draft draft : drafts.values()) {
      link(draft).ifPresent(features::add);
    }
    return features;
  }

  private void checkColumns() {
    Map<String, String> owners = new HashMap<>();
    for (Draft draft : drafts.values()) {
      for (String column : FeatureColumns.names(draft.definition())) {
        String owner = owners.putIfAbsent(column, draft.definition().name());
        if (owner != null) {
          problems.add(
              draft.node(),
              "name",
              "'"
                  + draft.definition().name()
                  + "' and '"
                  + owner
                  + "' both have a column "
                  + column
                  + "; expected another name");
        }
      }
    }
  }

  private Optional<FeatureDefinition> link(Draft draft) {
    String name = draft.definition().name();
    Optional<FeatureDefinition> done = linked.get(name);
    if (done != null) {
      return done;
    }
    path.add(name);
    boolean right = true;
    Map<String, ExpressionType> types = new HashMap<>();
    for (Draft.Part part : draft.expressions()) {
      right &= resolve(draft, part, types);
    }
    Optional<FeatureDefinition> result =
        right ? Optional.ofNullable(typed(draft, types)) : Optional.empty();
    path.remove(path.size() - 1);
    linked.put(name, result);
    return result;
  }

  private boolean resolve(Draft draft, Draft.Part part, Map<String, ExpressionType> types) {
    // Collected first, so that chains of features do not nest on the stack inside expressions.
    var references = new LinkedHashMap<String, Expression.Reference>();
    part.expression().forEachReference(r -> references.putIfAbsent(r.name(), r));
    boolean right = true;
    for (Expression.Reference reference : references.values()) {
      try {
        ExpressionType type = typeOf(reference, draft);
        if (type == null) {
          right = false;
        } else {
          types.put(reference.name(), type);
        }
      } catch (ExpressionException mistake) {
        report(draft, part, mistake);
        right = false;
      }
    }
    return right;
  }

  /** Type of a name, or null when what it names has mistakes that are reported elsewhere. */
  private @Nullable ExpressionType typeOf(Expression.Reference reference, Draft user) {
    String name = reference.name();
    boolean channel = user.definition().head().group() == FeatureGroup.CHANNEL;
    Optional<Input> input = Input.find(name);
    if (input.isPresent()) {
      if (channel && input.get().needsHistory()) {
        throw new ExpressionException(
            "'" + name + "' is known of videos only; expected a field of the event",
            reference.offset());
      }
      return input.get().type();
    }
    if (path.contains(name)) {
      throw new ExpressionException(
          "'"
              + name
              + "' depends on itself: "
              + String.join(" -> ", path.subList(path.indexOf(name), path.size()))
              + " -> "
              + name,
          reference.offset());
    }
    if (path.size() == MAX_CHAIN) {
      throw new ExpressionException(
          "'" + name + "' is the end of a chain of more than " + MAX_CHAIN + " features",
          reference.offset());
    }
    Draft draft = drafts.get(name);
    if (draft == null) {
      if (declared.contains(name)) {
        return null;
      }
      throw unknown(reference);
    }
    boolean ofChannel = draft.definition().head().group() == FeatureGroup.CHANNEL;
    if (channel && !ofChannel) {
      throw new ExpressionException(
          "'" + name + "' is a feature of videos; a channel feature can use channel features only",
          reference.offset());
    }
    if (!channel && draft.definition() instanceof FeatureDefinition.ContentConsistency) {
      throw new ExpressionException(
          "'" + name + "' needs the channel's history; only channel features can use it",
          reference.offset());
    }
    return link(draft).map(definition -> scalarType(definition, reference)).orElse(null);
  }

  private ExpressionException unknown(Expression.Reference reference) {
    var names = new ArrayList<>(Input.words());
    names.addAll(declared);
    names.sort(null);
    return new ExpressionException(
        "'"
            + reference.name()
            + "' is neither an input nor a feature"
            + NearestName.suggestion(reference.name(), names)
            + " (inputs: "
            + String.join(", ", Input.words())
            + ")",
        reference.offset());
  }

  private static ExpressionType scalarType(
      FeatureDefinition definition, Expression.Reference reference) {
    if (definition instanceof FeatureDefinition.Cyclical cyclical) {
      throw new ExpressionException(
          "'"
              + reference.name()
              + "' has two columns; expected the input "
              + cyclical.input().word(),
          reference.offset());
    }
    if (definition instanceof FeatureDefinition.TitleEmbedding) {
      throw new ExpressionException(
          "'" + reference.name() + "' is a vector; expected a number", reference.offset());
    }
    if (definition instanceof FeatureDefinition.Binary) {
      return ExpressionType.FLAG;
    }
    if (definition instanceof FeatureDefinition.Formula formula && formula.type().isCondition()) {
      return ExpressionType.FLAG;
    }
    return FeatureColumns.isWhole(definition) ? ExpressionType.WHOLE : ExpressionType.NUMBER;
  }

  /** The definition with its types, or null after reporting that types do not fit. */
  private @Nullable FeatureDefinition typed(Draft draft, Map<String, ExpressionType> types) {
    var checker = new TypeChecker(name -> types.getOrDefault(name, ExpressionType.NUMBER));
    ExpressionType first = ExpressionType.NUMBER;
    for (Draft.Part part : draft.expressions()) {
      try {
        ExpressionType type = checker.check(part.expression());
        checkExpected(part, type);
        first = part.equals(draft.expressions().get(0)) ? type : first;
      } catch (ExpressionException mistake) {
        report(draft, part, mistake);
        return null;
      }
    }
    FeatureDefinition definition = draft.definition();
    if (definition instanceof FeatureDefinition.Formula f) {
      return new FeatureDefinition.Formula(f.head(), f.expression(), first, f.minViews());
    }
    if (definition instanceof FeatureDefinition.Windowed w) {
      return new FeatureDefinition.Windowed(
          w.head(), w.kind(), w.window(), w.slide(), w.aggregation(), w.of(), first, w.where());
    }
    return definition;
  }

  private static void checkExpected(Draft.Part part, ExpressionType type) {
    int offset = part.expression().offset();
    if (type == ExpressionType.NULL) {
      throw new ExpressionException("is always null; expected a value", offset);
    }
    if (part.expected() == Draft.Expected.NUMBER && !type.isNumber()) {
      throw new ExpressionException(
          "is a condition; expected a number, such as if(condition, 1, 0)", offset);
    }
    if (part.expected() == Draft.Expected.CONDITION && !type.isCondition()) {
      throw new ExpressionException("is a number; expected a condition, such as views > 0", offset);
    }
  }

  private void report(Draft draft, Draft.Part part, ExpressionException mistake) {
    if (part.node() == null) {
      problems.add(draft.node(), part.key(), String.valueOf(mistake.getMessage()));
    } else {
      problems.add(part.node(), part.key(), mistake.offset(), String.valueOf(mistake.getMessage()));
    }
  }
}
