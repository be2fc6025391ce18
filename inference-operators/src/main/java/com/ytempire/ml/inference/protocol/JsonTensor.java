package com.ytempire.ml.inference.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.ytempire.ml.inference.model.Tensor;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tensors as JSON arrays. Data is read flat, in row-major order, or nested as the shape is; it is
 * written flat. JSON has no NaN: {@code null} stands for it, both ways.
 */
final class JsonTensor {
  private final JsonParser parser;
  private final String name;
  private final long[] shape;
  private final JsonElements elements;
  private final int count;
  private int next;

  private JsonTensor(JsonParser parser, String name, Datatype datatype, long[] shape, int count) {
    this.parser = parser;
    this.name = name;
    this.shape = shape;
    this.count = count;
    this.elements = JsonElements.of(datatype, count);
  }

  /**
   * @param parser at the start of the data
   * @param count number of elements of the shape
   */
  static Tensor read(JsonParser parser, String name, Datatype datatype, long[] shape, int count)
      throws IOException {
    JsonTensor reader = new JsonTensor(parser, name, datatype, shape, count);
    reader.readAll();
    return reader.elements.tensor(shape);
  }

  private void readAll() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      readNested(0);
    } else {
      while (!parser.hasToken(JsonToken.END_ARRAY)) {
        readElement();
        parser.nextToken();
      }
    }
    if (next != count) {
      throw ProtocolException.invalid(
          "input '%s': shape %s needs %d values; there are %d",
          name, Arrays.toString(shape), count, next);
    }
  }

  /** Reads what is left of an array, from its first token. */
  private void readNested(int dimension) throws IOException {
    long size = 0;
    boolean innermost = dimension == shape.length - 1;
    while (!parser.hasToken(JsonToken.END_ARRAY)) {
      if (parser.hasToken(JsonToken.START_ARRAY)) {
        if (innermost || shape.length == 0) {
          throw notAsShape("is nested deeper than its shape %s");
        }
        parser.nextToken();
        readNested(dimension + 1);
      } else {
        if (!innermost) {
          throw notAsShape("is not nested as its shape %s is");
        }
        readElement();
      }
      size++;
      parser.nextToken();
    }
    if (shape.length == 0 || size != shape[dimension]) {
      throw notAsShape("has an array of %d where its shape %%s has another size".formatted(size));
    }
  }

  private ProtocolException notAsShape(String format) {
    return ProtocolException.invalid(
        "input '%s': the data %s", name, format.formatted(Arrays.toString(shape)));
  }

  private void readElement() throws IOException {
    if (next == count) {
      throw ProtocolException.invalid(
          "input '%s': shape %s needs %d values; there are more",
          name, Arrays.toString(shape), count);
    }
    boolean read;
    try {
      read = elements.read(parser, next);
    } catch (InputCoercionException e) {
      read = false;
    }
    if (!read) {
      throw ProtocolException.invalid(
          "input '%s': value %d is %s; expected %s",
          name, next, shortened(parser.getText()), elements.expected());
    }
    next++;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  /** Writes the values as one flat array. */
  static void write(JsonGenerator out, String name, Tensor tensor) throws IOException {
    out.writeStartArray();
    switch (tensor.type()) {
      case BOOL -> {
        for (boolean value : (boolean[]) tensor.values()) {
          out.writeBoolean(value);
        }
      }
      case INT8 -> {
        for (byte value : (byte[]) tensor.values()) {
          out.writeNumber(value);
        }
      }
      case UINT8 -> {
        for (byte value : (byte[]) tensor.values()) {
          out.writeNumber(Byte.toUnsignedInt(value));
        }
      }
      case INT32 -> {
        for (int value : (int[]) tensor.values()) {
          out.writeNumber(value);
        }
      }
      case INT64 -> {
        for (long value : tensor.longs()) {
          out.writeNumber(value);
        }
      }
      case FLOAT32 -> {
        for (float value : tensor.floats()) {
          if (Float.isNaN(value)) {
            out.writeNull();
          } else {
            requireFinite(name, value);
            out.writeNumber(value);
          }
        }
      }
      case FLOAT64 -> {
        for (double value : (double[]) tensor.values()) {
          if (Double.isNaN(value)) {
            out.writeNull();
          } else {
            requireFinite(name, value);
            out.writeNumber(value);
          }
        }
      }
      case STRING -> {
        for (String value : tensor.strings()) {
          out.writeString(value);
        }
      }
    }
    out.writeEndArray();
  }

  private static void requireFinite(String name, double value) {
    if (Double.isInfinite(value)) {
      throw new ProtocolException(
          ProtocolException.NOT_ACCEPTABLE,
          "output '%s' holds an infinite number, which JSON cannot say; ask for binary_data"
              .formatted(name));
    }
  }
}
