package com.ytempire.ml.training.stored;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes and reads {@link TrainingSetManifest#FILE}: names in lower case with underscores, times
 * and durations in ISO 8601. Equal manifests give equal bytes. Stateless: safe to share.
 */
final class TrainingSetManifestJson {
  /** Raised when an older reader would misunderstand a set. */
  private static final int FORMAT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, text(Instant::toString))
                  .addDeserializer(Instant.class, value(Instant::parse))
                  .addSerializer(Duration.class, text(Duration::toString))
                  .addDeserializer(Duration.class, value(Duration::parse))
                  .addSerializer(Head.class, text(Head::word))
                  .addDeserializer(Head.class, value(TrainingSetManifestJson::head))
                  .addSerializer(
                      KnownTime.class, text(clock -> clock.name().toLowerCase(Locale.ROOT)))
                  .addDeserializer(
                      KnownTime.class,
                      value(word -> KnownTime.valueOf(word.toUpperCase(Locale.ROOT)))))
          .build();

  private TrainingSetManifestJson() {}

  static byte[] write(TrainingSetManifest manifest) {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    root.setAll((ObjectNode) JSON.valueToTree(manifest));
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /**
   * @throws DatasetException when it is no manifest, or one of a later format
   */
  static TrainingSetManifest read(byte[] json, String where) throws IOException {
    try {
      JsonNode root = JSON.readTree(json);
      int format = root.path("format").asInt(0);
      if (format > FORMAT || format < 1) {
        throw new DatasetException(
            "%s: format %d; this version reads %d: make the set again"
                .formatted(where, format, FORMAT));
      }
      TrainingSetManifest manifest = JSON.treeToValue(root, TrainingSetManifest.class);
      if (manifest.files().isEmpty() || manifest.features().isEmpty()) {
        throw new DatasetException(where + " names no file or no feature: make the set again");
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new DatasetException(
          "%s is no manifest of a training set: %s".formatted(where, e.getOriginalMessage()), e);
    }
  }

  private static Head head(String word) {
    return Arrays.stream(Head.values())
        .filter(head -> head.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("label '" + word + "' is unknown"));
  }

  private static <T> JsonSerializer<T> text(Function<T, String> word) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        json.writeString(word.apply(value));
      }
    };
  }

  private static <T> JsonDeserializer<T> value(Function<String, T> parse) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String word = json.getValueAsString("");
        try {
          return parse.apply(word);
        } catch (RuntimeException e) {
          throw context.weirdStringException(word, handledType(), e.getMessage());
        }
      }

      @Override
      public Class<?> handledType() {
        return Object.class;
      }
    };
  }
}
