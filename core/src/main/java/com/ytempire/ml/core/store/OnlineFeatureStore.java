package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.util.List;

/**
 * The newest value of every feature, by entity.
 *
 * <p>Safe to share between threads. Calls block; never make them on a Flink task thread or an event
 * loop. Failures of the server are thrown as {@link StoreUnavailableException} and may be retried.
 */
public interface OnlineFeatureStore extends AutoCloseable {

  /**
   * Keeps each write whose (event time, event id) is not before what is stored for the same entity,
   * column and version; older ones change nothing. Writing a batch again leaves the store as it
   * was. Several writes of one entity may be in a batch, in any order.
   *
   * @param schema layout of every write in the batch
   * @throws StoreUnavailableException when the server did not take the batch; part of it may be
   *     kept
   */
  void write(FeatureSchema schema, List<FeatureWrite> batch);

  /**
   * Reads columns of one entity in one round trip, however many there are.
   *
   * @return one read per column asked for, in that order; never null, {@code MISSING} where absent
   * @throws StoreUnavailableException when no server behind this store answers
   */
  default FeatureRead read(EntityKey entity, List<FeatureColumn> columns) {
    return readAll(List.of(entity), columns).get(0);
  }

  /**
   * Reads columns of many entities in one round trip to a server, however many there are.
   *
   * @param entities of one type or of several; an entity that is given twice is read twice
   * @param columns of one type or of several. An entity has only those of its own type; the others
   *     are {@code MISSING} and are not asked for
   * @return one read per entity in that order, each as {@link #read} gives it
   * @throws StoreUnavailableException when no server behind this store answers
   */
  List<FeatureRead> readAll(List<EntityKey> entities, List<FeatureColumn> columns);

  @Override
  void close();
}
