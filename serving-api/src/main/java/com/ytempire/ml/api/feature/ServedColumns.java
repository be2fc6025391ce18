package com.ytempire.ml.api.feature;

import com.ytempire.ml.api.http.Problem.FieldError;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which columns can be read, by entity type and by name. A name is that of a column or that of a
 * feature, which stands for all of its columns: {@code hour_of_day} for {@code hour_of_day_sin} and
 * {@code hour_of_day_cos}. Immutable.
 */
final class ServedColumns {
  private final Map<String, Map<String, List<FeatureColumn>>> byType = new LinkedHashMap<>();
  private final Map<String, List<FeatureColumn>> all = new LinkedHashMap<>();

  /**
   * @param plan the features, with the versions under which they are stored
   */
  ServedColumns(FeaturePlan plan) {
    Stream.of(plan.videoSchema(), plan.channelSchema(), plan.topicSchema()).forEach(this::add);
  }

  private void add(FeatureSchema schema) {
    Map<String, List<FeatureColumn>> byName = new LinkedHashMap<>();
    for (FeatureColumn column : schema.columns()) {
      byName.computeIfAbsent(column.feature(), name -> new ArrayList<>()).add(column);
    }
    for (FeatureColumn column : schema.columns()) {
      byName.put(column.name(), List.of(column));
    }
    byType.put(schema.entityType(), byName);
    all.put(schema.entityType(), schema.columns());
  }

  /** Every column of a type. */
  List<FeatureColumn> ofType(String field, String entityType) {
    List<FeatureColumn> columns = all.get(entityType);
    if (columns == null) {
      throw ProblemException.invalid(
          field, entityType, "there is no such type; allowed: " + String.join("|", all.keySet()));
    }
    return columns;
  }

  /**
   * The columns of some types by their names, each once, in the order of the names.
   *
   * @param field name of the request's field, for refusals
   * @param types existing types
   * @throws ProblemException naming each name that no asked type has
   */
  List<FeatureColumn> named(String field, Collection<String> names, Set<String> types) {
    List<FeatureColumn> columns = new ArrayList<>(names.size());
    // A column's own hash covers its whole definition; its type and name are enough.
    Map<String, Set<String>> taken = new HashMap<>();
    List<FieldError> unknown = new ArrayList<>();
    int index = 0;
    for (String name : names) {
      boolean found = false;
      for (String type : types) {
        List<FeatureColumn> named = byType.getOrDefault(type, Map.of()).get(name);
        if (named != null) {
          Set<String> ofType = taken.computeIfAbsent(type, unused -> new HashSet<>());
          for (FeatureColumn column : named) {
            if (ofType.add(column.name())) {
              columns.add(column);
            }
          }
          found = true;
        }
      }
      if (!found) {
        unknown.add(new FieldError("%s[%d]".formatted(field, index), name, unknown(name, types)));
      }
      index++;
    }
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(unknown);
    }
    return columns;
  }

  private String unknown(String name, Set<String> types) {
    List<String> owners =
        byType.entrySet().stream()
            .filter(entry -> entry.getValue().containsKey(name))
            .map(Map.Entry::getKey)
            .toList();
    if (!owners.isEmpty()) {
      return "it is a feature of %s, not of %s"
          .formatted(String.join(" and ", owners), String.join(" or ", types));
    }
    List<String> known = new ArrayList<>();
    types.forEach(type -> known.addAll(byType.getOrDefault(type, Map.of()).keySet()));
    return "there is no such feature of "
        + String.join(" or ", types)
        + NearestName.suggestion(name, known);
  }
}
