package com.ytempire.ml.core.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object into bytes: the shared half of the writers. Not thread-safe. */
final class JsonBytes {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final ByteArrayBuilder buffer = new ByteArrayBuilder(2048);

  /** Writes the fields of an object. */
  interface Fields {
    void writeTo(JsonGenerator out) throws IOException;
  }

  byte[] write(Fields fields) {
    buffer.reset();
    try (JsonGenerator out = FACTORY.createGenerator(buffer)) {
      out.writeStartObject();
      fields.writeTo(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed: " + e.getMessage(), e);
    }
    return buffer.toByteArray();
  }

  static void text(JsonGenerator out, String name, @Nullable Object value) throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }

  static void number(JsonGenerator out, String name, @Nullable Number value) throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeNumber(value.longValue());
    }
  }

  static void flag(JsonGenerator out, String name, @Nullable Boolean value) throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeBoolean(value);
    }
  }
}
