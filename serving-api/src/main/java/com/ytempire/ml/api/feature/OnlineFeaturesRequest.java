package com.ytempire.ml.api.feature;

import com.ytempire.ml.core.feature.EntityKey;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Which features of which entities.
 *
 * @param entities of one type or of several
 * @param features names of features or of their columns; an entity answers those of its own type
 */
@Introspected
record OnlineFeaturesRequest(
    @NotNull @Size(min = 1, max = OnlineFeaturesRequest.MOST_ENTITIES)
        List<@Valid @NotNull Entity> entities,
    @NotNull @Size(min = 1, max = OnlineFeaturesRequest.MOST_FEATURES)
        List<@NotBlank @Size(max = 100) String> features) {
  static final int MOST_ENTITIES = 256;
  static final int MOST_FEATURES = 200;

  /**
   * An entity.
   *
   * @param entityType {@code video}, {@code channel} or {@code topic}
   * @param entityId {@code region|video_id}, a channel, or {@code source|topic}
   */
  @Introspected
  record Entity(
      @NotBlank @Size(max = 50) String entityType, @NotBlank @Size(max = 255) String entityId) {
    EntityKey key() {
      return new EntityKey(entityType, entityId);
    }
  }
}
