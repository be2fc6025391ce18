package com.ytempire.ml.local.features;

import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.store.FeatureRegistry.Definition;
import com.ytempire.ml.core.store.FeatureRegistry.Registered;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The features of a file, under the versions by which a registry knows them. Immutable.
 *
 * <p>A definition that the registry does not know gets the version that registering it would give:
 * nothing is stored under it yet, so reads find it missing instead of an older definition's value.
 */
public final class FeatureCatalog {
  private final FeaturePlan plan;
  private final Set<String> unregistered;

  private FeatureCatalog(FeaturePlan plan, Set<String> unregistered) {
    this.plan = plan;
    this.unregistered = Set.copyOf(unregistered);
  }

  /**
   * @param plan the file, compiled
   * @param known all that the registry holds
   */
  public static FeatureCatalog of(FeaturePlan plan, List<Registered> known) {
    Map<Definition, Integer> byDefinition = new HashMap<>();
    Map<String, Integer> newest = new HashMap<>();
    for (Registered registered : known) {
      Definition definition = registered.definition();
      byDefinition.put(withoutGroup(definition), registered.version());
      newest.merge(definition.name(), registered.version(), Math::max);
    }
    Map<String, Integer> versions = new HashMap<>();
    Set<String> unregistered = new LinkedHashSet<>();
    for (Definition definition : plan.registrations()) {
      Integer version = byDefinition.get(withoutGroup(definition));
      if (version == null) {
        unregistered.add(definition.name());
        version = newest.getOrDefault(definition.name(), 0) + 1;
      }
      versions.put(definition.name(), version);
    }
    return new FeatureCatalog(plan.withVersions(versions), unregistered);
  }

  /** A file's features under version 1 or what the file says, for when no registry is there. */
  public static FeatureCatalog unregistered(FeaturePlan plan) {
    return new FeatureCatalog(plan, Set.of());
  }

  /** Moving a feature to another group changes no value, so it is no other definition. */
  private static Definition withoutGroup(Definition definition) {
    return new Definition(definition.name(), "", definition.text());
  }

  /** The plan with its versions. */
  public FeaturePlan plan() {
    return plan;
  }

  /** Whether no job has run with the feature's definition as it stands in the file. */
  public boolean isNew(String feature) {
    return unregistered.contains(feature);
  }

  /** All columns by entity type, in the order of the file. */
  public Map<String, FeatureSchema> schemas() {
    Map<String, FeatureSchema> schemas = new LinkedHashMap<>();
    schemas.put(EntityKey.VIDEO, plan.videoSchema());
    schemas.put(EntityKey.CHANNEL, plan.channelSchema());
    schemas.put(EntityKey.TOPIC, plan.topicSchema());
    return schemas;
  }

  /**
   * The columns of the features named, or all of the entity type.
   *
   * @param names names of features or of their columns; empty for all
   * @throws UnknownFeatureException for an entity type or a name that is not there
   */
  public List<FeatureColumn> columns(String entityType, List<String> names) {
    FeatureSchema schema = schemas().get(entityType);
    if (schema == null) {
      throw new UnknownFeatureException(
          "entity type '%s' is unknown; allowed: %s%s"
              .formatted(
                  entityType,
                  String.join(", ", schemas().keySet()),
                  NearestName.suggestion(entityType, schemas().keySet())));
    }
    if (names.isEmpty()) {
      return schema.columns();
    }
    List<FeatureColumn> columns = new ArrayList<>();
    for (String name : names) {
      List<FeatureColumn> found =
          schema.columns().stream()
              .filter(column -> column.name().equals(name) || column.feature().equals(name))
              .toList();
      if (found.isEmpty()) {
        throw unknown(schema, name);
      }
      found.stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    }
    return columns;
  }

  private UnknownFeatureException unknown(FeatureSchema schema, String name) {
    for (FeatureSchema other : schemas().values()) {
      boolean elsewhere =
          other.columns().stream().anyMatch(c -> c.name().equals(name) || c.feature().equals(name));
      if (elsewhere) {
        return new UnknownFeatureException(
            "'%s' is a feature of entity type %s, not of %s"
                .formatted(name, other.entityType(), schema.entityType()));
      }
    }
    Set<String> candidates = new LinkedHashSet<>();
    schema.columns().forEach(column -> candidates.add(column.feature()));
    schema.columns().forEach(column -> candidates.add(column.name()));
    return new UnknownFeatureException(
        "%s has no feature '%s' for entity type %s%s; ytempire features list shows all"
            .formatted(
                plan.definitions().fileName(),
                name,
                schema.entityType(),
                NearestName.suggestion(name, candidates)));
  }
}
