package com.ytempire.ml.training.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.NaiveAnswer;
import com.ytempire.ml.training.example.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes and reads a {@link VersionEvaluation} as JSON: names in lower case with underscores, times
 * in ISO 8601, {@code "NaN"} where a figure cannot be told. Equal evaluations give equal bytes.
 * Stateless: safe to share.
 */
public final class EvaluationFile {
  /** Its name in a version's folder. */
  public static final String NAME = "evaluation.json";

  /** Raised when an older reader would misunderstand a file. */
  private static final int FORMAT = 1;

  /** An enum is written and read by its word, also as a key. */
  private interface ByWord {
    @JsonValue
    String word();
  }

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .addMixIn(Head.class, ByWord.class)
          .addMixIn(Figure.class, ByWord.class)
          .addMixIn(NaiveAnswer.class, ByWord.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new ToStringSerializer(Instant.class))
                  .addDeserializer(Instant.class, new Instants()))
          .build();

  private EvaluationFile() {}

  /** The file's content. */
  public static byte[] write(VersionEvaluation evaluation) {
    try {
      return JSON.writeValueAsBytes(
          JSON.createObjectNode()
              .put("format", FORMAT)
              .setAll((ObjectNode) JSON.valueToTree(evaluation)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it is not there, is no evaluation, or one of a later format
   */
  public static VersionEvaluation read(Path file) throws IOException {
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      int format = root.path("format").asInt(0);
      if (format != FORMAT) {
        throw new IOException(
            "%s: format %d; this version reads %d".formatted(file, format, FORMAT));
      }
      return JSON.treeToValue(root, VersionEvaluation.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is no evaluation of a version: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  private static final class Instants extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Instants() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
      return Instant.parse(value);
    }
  }
}
