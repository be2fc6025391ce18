package com.ytempire.ml.drift.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A story as one JSON object, as the service answers it too: names in lower case with underscores,
 * times in ISO 8601; what there is not is absent. Equal stories give equal texts. Has no state.
 */
public final class StoryJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new ToStringSerializer(Instant.class)))
          .build();

  private StoryJson() {}

  public static String write(RetrainingStory story) {
    try {
      return JSON.writeValueAsString(story);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
  }
}
