package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.feature.EntityKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The groups of features.yaml whose members are listed one by one. */
public enum FeatureGroup {
  TEMPORAL(EntityKey.VIDEO),
  ENGAGEMENT(EntityKey.VIDEO),
  TEXT(EntityKey.VIDEO),
  CHANNEL(EntityKey.CHANNEL);

  private final String entityType;

  FeatureGroup(String entityType) {
    this.entityType = entityType;
  }

  /** Type of the entity that the group's features describe. */
  public String entityType() {
    return entityType;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(FeatureGroup::word).toList();
  }
}
