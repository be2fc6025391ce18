package com.ytempire.ml.api.feature;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the columns that are asked for and reads them in one round trip. Safe to share; blocks. */
@Singleton
class ReadFeatures {
  private final OnlineFeatureStore store;
  private final ServedColumns columns;

  ReadFeatures(OnlineFeatureStore store, FeaturePlan plan) {
    this.store = store;
    this.columns = new ServedColumns(plan);
  }

  /** As the request asks, one read per entity. */
  List<FeatureRead> of(OnlineFeaturesRequest request) {
    request.check();
    Set<String> types = new HashSet<>();
    List<EntityKey> entities = new ArrayList<>(request.entities().size());
    for (OnlineFeaturesRequest.Entity entity : request.entities()) {
      types.add(entity.entityType());
      entities.add(entity.key());
    }
    types.forEach(type -> columns.ofType("entity_type", type));
    return store.readAll(entities, columns.named("features", request.features(), types));
  }

  /**
   * Features of one entity.
   *
   * @param names all of its type where it is empty
   */
  FeatureRead of(EntityKey entity, List<String> names) {
    List<FeatureColumn> wanted = columns.ofType("entity_type", entity.type());
    return store.read(
        entity, names.isEmpty() ? wanted : columns.named("names", names, Set.of(entity.type())));
  }
}
