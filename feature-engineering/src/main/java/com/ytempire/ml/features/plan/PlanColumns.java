package com.ytempire.ml.features.plan;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.definition.FeatureColumns;
import com.ytempire.ml.features.definition.FeatureDefinition;
import com.ytempire.ml.features.definition.FeatureDefinitions;
import com.ytempire.ml.features.definition.SignalDefinitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays out the columns of definitions: their order and their slots. */
final class PlanColumns {
  private static final List<String> SIGNAL_COLUMNS =
      List.of("signal_volume_", "signal_velocity_", "signal_acceleration_", "signal_strength_");

  private final List<FeatureColumn> row = new ArrayList<>();
  private final Map<String, Integer> nextNumber = new HashMap<>();
  private final Map<String, Integer> nextEmbedding = new HashMap<>();
  private final Map<String, Integer> versions;
  private final FeatureSchema topics;

  PlanColumns(FeatureDefinitions definitions, Map<String, Integer> versions) {
    this.versions = versions;
    for (FeatureDefinition definition : definitions.features()) {
      for (String name : FeatureColumns.names(definition)) {
        row.add(column(name, definition));
      }
    }
    topics = new FeatureSchema(EntityKey.TOPIC, topicColumns(definitions.signals()));
  }

  private FeatureColumn column(String name, FeatureDefinition definition) {
    String entityType = definition.head().group().entityType();
    boolean embedding = definition instanceof FeatureDefinition.TitleEmbedding;
    Map<String, Integer> slots = embedding ? nextEmbedding : nextNumber;
    int slot = slots.merge(entityType, 1, Integer::sum) - 1;
    return new FeatureColumn(
        name,
        definition.name(),
        versions.getOrDefault(definition.name(), definition.head().version()),
        entityType,
        kind(definition),
        slot,
        definition instanceof FeatureDefinition.TitleEmbedding e ? e.dimension() : 1,
        definition.head().ttl());
  }

  private static ValueKind kind(FeatureDefinition definition) {
    if (definition instanceof FeatureDefinition.TitleEmbedding) {
      return ValueKind.EMBEDDING;
    }
    return FeatureColumns.isWhole(definition) ? ValueKind.INTEGER : ValueKind.NUMBER;
  }

  private List<FeatureColumn> topicColumns(SignalDefinitions signals) {
    var columns = new ArrayList<FeatureColumn>();
    for (SignalDefinitions.Window window : signals.windows()) {
      for (String prefix : SIGNAL_COLUMNS) {
        String name = prefix + window.label();
        columns.add(
            new FeatureColumn(
                name,
                name,
                versions.getOrDefault(name, signals.version()),
                EntityKey.TOPIC,
                ValueKind.NUMBER,
                columns.size(),
                1,
                signals.ttl()));
      }
    }
    return columns;
  }

  /** The columns of videos and channels, in the order of the file. */
  List<FeatureColumn> row() {
    return List.copyOf(row);
  }

  FeatureSchema schema(String entityType) {
    return new FeatureSchema(
        entityType, row.stream().filter(c -> c.entityType().equals(entityType)).toList());
  }

  FeatureSchema topics() {
    return topics;
  }

  /** The columns of one feature. */
  List<FeatureColumn> of(FeatureDefinition definition) {
    return row.stream().filter(c -> c.feature().equals(definition.name())).toList();
  }
}
