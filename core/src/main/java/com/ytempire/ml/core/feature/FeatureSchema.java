package com.ytempire.ml.core.feature;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of one entity type, in the order of the definitions. Slots are dense: numbers and
 * embeddings are each numbered from 0.
 *
 * @param entityType type of the entity
 * @param columns its columns, of different names
 */
public record FeatureSchema(String entityType, List<FeatureColumn> columns)
    implements Serializable {
  public FeatureSchema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (FeatureColumn column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "%s has two columns of the name %s".formatted(entityType, column.name()));
      }
    }
  }

  /** How many number slots a write of this schema has. */
  public int numberCount() {
    return (int) columns.stream().filter(c -> c.kind() != ValueKind.EMBEDDING).count();
  }

  /** How many embedding slots a write of this schema has. */
  public int embeddingCount() {
    return columns.size() - numberCount();
  }

  public Optional<FeatureColumn> find(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }
}
