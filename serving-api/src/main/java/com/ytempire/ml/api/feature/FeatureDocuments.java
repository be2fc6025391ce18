package com.ytempire.ml.api.feature;

import com.ytempire.ml.core.store.FeatureStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the answers look like, for the description of the service; {@link FeatureReadJson} writes
 * them.
 */
final class FeatureDocuments {
  private FeatureDocuments() {}

  /**
   * Many entities.
   *
   * @param entities in the order in which they were asked
   */
  @Schema(name = "OnlineFeatures")
  record Entities(List<Entity> entities) {}

  /**
   * One entity.
   *
   * @param servedBy {@code redis}, {@code postgres} or {@code memory}
   * @param degraded whether a store that comes first did not answer
   * @param features by name of the column
   */
  @Schema(name = "EntityFeatures")
  record Entity(
      String entityType,
      String entityId,
      String servedBy,
      boolean degraded,
      Map<String, Value> features) {}

  /**
   * One value.
   *
   * @param value a number, a list of numbers for an embedding, or null where the definition yields
   *     none or the value is missing
   * @param computedAt event time as of which it holds; absent where it is missing
   * @param ageSeconds now minus {@code computed_at}; absent where it is missing
   * @param version version of the feature's definition
   */
  @Schema(name = "FeatureValue")
  record Value(
      @Schema(ref = "#/components/schemas/FeatureNumber") @Nullable Object value,
      FeatureStatus status,
      @Nullable Instant computedAt,
      @Nullable Double ageSeconds,
      int version) {}
}
