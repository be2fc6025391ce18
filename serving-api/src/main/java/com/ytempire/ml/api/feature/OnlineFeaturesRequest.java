package com.ytempire.ml.api.feature;

import com.ytempire.ml.api.http.Problem.FieldError;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.feature.EntityKey;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which features of which entities.
 *
 * @param entities of one type or of several
 * @param features names of features or of their columns; an entity answers those of its own type
 */
@Introspected
record OnlineFeaturesRequest(
    @NotNull @Size(min = 1, max = OnlineFeaturesRequest.MOST_ENTITIES) List<Entity> entities,
    @ArraySchema(schema = @Schema(minLength = 1, maxLength = OnlineFeaturesRequest.LONGEST_NAME))
        @NotNull
        @Size(min = 1, max = OnlineFeaturesRequest.MOST_FEATURES)
        List<String> features) {
  static final int MOST_ENTITIES = 256;
  static final int MOST_FEATURES = 200;
  static final int LONGEST_NAME = 100;

  /**
   * An entity.
   *
   * @param entityType {@code video}, {@code channel} or {@code topic}
   * @param entityId {@code region|video_id}, a channel, or {@code source|topic}
   */
  @Introspected
  record Entity(
      @Schema(minLength = 1, maxLength = Entity.LONGEST_TYPE) String entityType,
      @Schema(minLength = 1, maxLength = Entity.LONGEST_ID) String entityId) {
    static final int LONGEST_TYPE = 50;
    static final int LONGEST_ID = 255;

    EntityKey key() {
      return new EntityKey(entityType, entityId);
    }
  }

  /**
   * Looks at each element. A validator that visits elements costs more than reading their values.
   *
   * @throws ProblemException naming each element that is absent, blank or too long
   */
  void check() {
    List<FieldError> wrong = new ArrayList<>();
    for (int i = 0; i < entities.size(); i++) {
      String field = "entities[" + i + "]";
      Entity entity = entities.get(i);
      if (entity == null) {
        wrong.add(new FieldError(field, null, "an entity is missing"));
      } else {
        if (!isText(entity.entityType, Entity.LONGEST_TYPE)) {
          wrong.add(wrong(field + ".entity_type", entity.entityType, Entity.LONGEST_TYPE));
        }
        if (!isText(entity.entityId, Entity.LONGEST_ID)) {
          wrong.add(wrong(field + ".entity_id", entity.entityId, Entity.LONGEST_ID));
        }
      }
    }
    for (int i = 0; i < features.size(); i++) {
      if (!isText(features.get(i), LONGEST_NAME)) {
        wrong.add(wrong("features[" + i + "]", features.get(i), LONGEST_NAME));
      }
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(wrong);
    }
  }

  private static boolean isText(@Nullable String text, int longest) {
    return text != null && text.length() <= longest && !text.isBlank();
  }

  private static FieldError wrong(String field, @Nullable String value, int longest) {
    return new FieldError(field, value, "1 to %d characters, not all blank".formatted(longest));
  }
}
