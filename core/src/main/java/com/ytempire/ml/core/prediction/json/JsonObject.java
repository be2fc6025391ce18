package com.ytempire.ml.core.prediction.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes one flat JSON object: the shared half of readers and writers. */
final class JsonObject {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();
  private static final double MAX_EXACT = 9_007_199_254_740_992.0;

  private JsonObject() {}

  /** Writes the fields of an object. */
  interface Fields {
    void writeTo(JsonGenerator out) throws IOException;
  }

  /** Takes one field, its value being the parser's current token, which is not null. */
  interface Field {
    void take(String name, JsonParser in) throws IOException;
  }

  static byte[] write(Fields fields) {
    var buffer = new ByteArrayBuilder(1024);
    try (JsonGenerator out = FACTORY.createGenerator(buffer)) {
      out.writeStartObject();
      fields.writeTo(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed: " + e.getMessage(), e);
    }
    return buffer.toByteArray();
  }

  /** Hands over every field whose value is not null. */
  static void read(byte[] json, String what, Field field) throws IOException {
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(what + " is a JSON object; this is not");
      }
      eachField(in, field);
      if (in.nextToken() != null) {
        throw new IOException(what + " is one JSON object; something follows it");
      }
    } catch (DateTimeException e) {
      throw new IOException(what + ": a time is not ISO 8601: " + e.getMessage(), e);
    }
  }

  /** The fields of the object in which the parser stands. */
  private static void eachField(JsonParser in, Field field) throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      if (in.nextToken() != JsonToken.VALUE_NULL) {
        field.take(name, in);
      }
    }
  }

  /** An object of numbers; null stands for NaN. */
  static Map<String, Double> numbers(JsonParser in) throws IOException {
    requireObject(in);
    Map<String, Double> numbers = new HashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      boolean missing = in.nextToken() == JsonToken.VALUE_NULL;
      numbers.put(name, missing ? Double.NaN : in.getDoubleValue());
    }
    return numbers;
  }

  static Map<String, String> texts(JsonParser in) throws IOException {
    requireObject(in);
    Map<String, String> texts = new HashMap<>();
    eachField(in, (name, value) -> texts.put(name, value.getText()));
    return texts;
  }

  private static void requireObject(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("field " + in.currentName() + " is not an object");
    }
  }

  static Instant time(JsonParser in) throws IOException {
    return Instant.parse(in.getText());
  }

  static <T> T required(String what, String name, @Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException(what + " without " + name);
    }
    return value;
  }

  static void text(JsonGenerator out, String name, Object value) throws IOException {
    out.writeStringField(name, value.toString());
  }

  /** Writes the shortest form that reads back equal; null for what is no finite number. */
  static void number(JsonGenerator out, String name, @Nullable Double value) throws IOException {
    out.writeFieldName(name);
    if (value == null || !Double.isFinite(value)) {
      out.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < MAX_EXACT) {
      out.writeNumber((long) value.doubleValue());
    } else {
      out.writeNumber(value.doubleValue());
    }
  }

  /** Writes numbers as an object, by name. */
  static void numbers(JsonGenerator out, String name, Map<String, Double> numbers)
      throws IOException {
    out.writeObjectFieldStart(name);
    numberFields(out, numbers);
    out.writeEndObject();
  }

  static void numberFields(JsonGenerator out, Map<String, Double> numbers) throws IOException {
    for (Map.Entry<String, Double> number : new TreeMap<>(numbers).entrySet()) {
      number(out, number.getKey(), number.getValue());
    }
  }
}
