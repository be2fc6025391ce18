package com.ytempire.ml.core.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in the online store, by feature. Reads every stored value: for people, not for jobs. */
public interface FeatureStatistics {

  /**
   * One summary per stored column and version, ordered by entity type, name and version.
   *
   * @throws StoreUnavailableException when the server does not answer
   */
  List<FeatureSummary> summaries();

  /**
   * The stored values of one column over all entities.
   *
   * @param entityType type of the entities
   * @param name name of the column
   * @param version version of its definition
   * @param count entities that have the column
   * @param nulls how many of them hold null
   * @param min smallest number, or null where no number is stored
   * @param mean mean of the numbers, or null where no number is stored
   * @param max largest number, or null where no number is stored
   * @param oldest earliest event time
   * @param newest latest event time
   */
  record FeatureSummary(
      String entityType,
      String name,
      int version,
      long count,
      long nulls,
      @Nullable Double min,
      @Nullable Double mean,
      @Nullable Double max,
      Instant oldest,
      Instant newest) {}
}
