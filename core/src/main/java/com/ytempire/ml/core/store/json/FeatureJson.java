package com.ytempire.ml.core.store.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the values of features, without a tree in between. Values that are not finite
 * are null in JSON and come back as NaN. Stateless: safe to share.
 */
public final class FeatureJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /** Every whole double below this is a long, digit by digit. */
  private static final double LONG_LIMIT = 9.0e18;

  private FeatureJson() {}

  /** Appends the value that {@code write} has for {@code column}. */
  public static void appendValue(StringBuilder out, FeatureColumn column, FeatureWrite write) {
    if (column.kind() == ValueKind.EMBEDDING) {
      appendEmbedding(out, write.embeddings()[column.slot()]);
    } else {
      appendNumber(out, column.kind(), write.numbers()[column.slot()]);
    }
  }

  /** Appends a value as a store gave it. */
  public static void appendValue(StringBuilder out, FeatureRead.Value value) {
    if (value.column().kind() == ValueKind.EMBEDDING) {
      appendEmbedding(out, value.embedding());
    } else {
      appendNumber(out, value.column().kind(), value.number());
    }
  }

  static void appendNumber(StringBuilder out, ValueKind kind, double value) {
    if (!Double.isFinite(value)) {
      out.append("null");
    } else if (kind == ValueKind.INTEGER
        && Math.abs(value) < LONG_LIMIT
        && value == Math.rint(value)) {
      out.append((long) value);
    } else {
      out.append(value);
    }
  }

  static void appendEmbedding(StringBuilder out, float @Nullable [] values) {
    if (values == null) {
      out.append("null");
      return;
    }
    out.append('[');
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      if (Float.isFinite(values[i])) {
        out.append(values[i]);
      } else {
        out.append("null");
      }
    }
    out.append(']');
  }

  /** Appends {@code text} in quotes. */
  public static void appendString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Opens a parser; the caller closes it. */
  public static JsonParser parser(String json) throws IOException {
    return FACTORY.createParser(json);
  }

  /** Reads a value that stands alone, as Postgres gives it. */
  public static FeatureValue parse(String json) {
    try (JsonParser parser = parser(json)) {
      parser.nextToken();
      return read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored feature value is no JSON number, array or null", e);
    }
  }

  /** Reads the value at the parser's current token and leaves the parser at its last token. */
  public static FeatureValue read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return FeatureValue.NULL;
    }
    if (token == JsonToken.START_ARRAY) {
      return new FeatureValue(Double.NaN, readEmbedding(parser));
    }
    return new FeatureValue(parser.getDoubleValue(), null);
  }

  private static float[] readEmbedding(JsonParser parser) throws IOException {
    float[] values = new float[384];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] =
          parser.currentToken() == JsonToken.VALUE_NULL ? Float.NaN : parser.getFloatValue();
    }
    return count == values.length ? values : Arrays.copyOf(values, count);
  }
}
