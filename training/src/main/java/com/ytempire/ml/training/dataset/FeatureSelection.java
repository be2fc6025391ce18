package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.training.example.DatasetException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of a set's examples, by the names under which models read them: inputs of videos, and
 * columns of numeric features. An input goes before a feature of the same name, as everywhere.
 *
 * @param names one per number
 * @param schema where each is stored, in the same order and with the same slots
 */
public record FeatureSelection(List<String> names, FeatureSchema schema) implements Serializable {
  public FeatureSelection {
    names = List.copyOf(names);
  }

  /**
   * Finds names.
   *
   * @param wanted names of inputs, features or columns; a feature of two columns gives both; empty
   *     for all there are
   * @param features the features of the entity type, under their versions
   * @throws DatasetException when a name is unknown or is no number
   */
  public static FeatureSelection of(List<String> wanted, FeatureSchema features) {
    Map<String, FeatureColumn> chosen = new LinkedHashMap<>();
    boolean isVideo = features.entityType().equals(EntityKey.VIDEO);
    if (wanted.isEmpty()) {
      if (isVideo) {
        for (Input input : Input.values()) {
          chosen.put(input.word(), InputColumns.column(input, 0));
        }
      }
      features.columns().stream()
          .filter(column -> column.kind() != ValueKind.EMBEDDING)
          .forEach(column -> chosen.putIfAbsent(column.name(), column));
    }
    for (String name : wanted) {
      if (isVideo && Input.find(name).isPresent()) {
        chosen.put(name, InputColumns.column(Input.find(name).get(), 0));
      } else {
        find(name, features).forEach(column -> chosen.putIfAbsent(column.name(), column));
      }
    }
    if (chosen.isEmpty()) {
      throw new DatasetException(
          "the feature file has no numeric feature of entity type %s; declare one"
              .formatted(features.entityType()));
    }
    return numbered(chosen, features.entityType());
  }

  private static List<FeatureColumn> find(String name, FeatureSchema features) {
    List<FeatureColumn> found =
        features.columns().stream()
            .filter(column -> column.name().equals(name) || column.feature().equals(name))
            .toList();
    if (found.isEmpty()) {
      throw unknown(name, known(features), features.entityType());
    }
    if (found.stream().anyMatch(column -> column.kind() == ValueKind.EMBEDDING)) {
      throw new DatasetException(
          "feature '%s' is a vector; training sets hold numbers: leave it out".formatted(name));
    }
    return found;
  }

  /** Says that a name is not among those that are there. */
  static DatasetException unknown(String name, Set<String> known, String entityType) {
    return new DatasetException(
        "feature '%s' of entity type %s is unknown%s; known: %s"
            .formatted(
                name, entityType, NearestName.suggestion(name, known), String.join(", ", known)));
  }

  private static Set<String> known(FeatureSchema features) {
    Set<String> known = new LinkedHashSet<>();
    if (features.entityType().equals(EntityKey.VIDEO)) {
      known.addAll(Input.words());
    }
    features.columns().stream()
        .filter(column -> column.kind() != ValueKind.EMBEDDING)
        .forEach(column -> known.add(column.feature()));
    return known;
  }

  private static FeatureSelection numbered(Map<String, FeatureColumn> chosen, String entityType) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (FeatureColumn column : chosen.values()) {
      columns.add(inSlot(column, columns.size()));
    }
    return new FeatureSelection(
        List.copyOf(chosen.keySet()), new FeatureSchema(entityType, columns));
  }

  /** A column read into another slot. */
  static FeatureColumn inSlot(FeatureColumn column, int slot) {
    return new FeatureColumn(
        column.name(),
        column.feature(),
        column.version(),
        column.entityType(),
        column.kind(),
        slot,
        column.width(),
        column.ttl());
  }
}
