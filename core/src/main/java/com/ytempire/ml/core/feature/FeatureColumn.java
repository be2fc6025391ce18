package com.ytempire.ml.core.feature;

import java.io.Serializable;
import java.time.Duration;

/**
 * One stored value of a feature. Most features have one column; a cyclical one has two.
 *
 * @param name name under which the value is stored and served, such as {@code hour_of_day_sin}
 * @param feature name of the defining feature, such as {@code hour_of_day}
 * @param version version of the definition, from 1; values of different versions never mix
 * @param entityType type of the entity that the value describes
 * @param kind shape of the value
 * @param slot index into the numbers (or, for an embedding, into the embeddings) of a write
 * @param width number of components: 1, or the dimension of an embedding
 * @param ttl age after which the value counts as stale
 */
public record FeatureColumn(
    String name,
    String feature,
    int version,
    String entityType,
    ValueKind kind,
    int slot,
    int width,
    Duration ttl)
    implements Serializable {

  /** Whether entities of this one's type have the column. */
  public boolean describes(EntityKey entity) {
    return entityType.equals(entity.type());
  }
}
