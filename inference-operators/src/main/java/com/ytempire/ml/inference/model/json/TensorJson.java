package com.ytempire.ml.inference.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tensors as {@code {"type", "shape", "values"}}, values in row-major order. Numbers that JSON does
 * not have are the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
final class TensorJson {
  private static final String VALUES = "values";
  private static final int UNSIGNED_BYTE = 0xff;

  private TensorJson() {}

  static void write(JsonGenerator json, String name, Map<String, Tensor> tensors)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : new TreeMap<>(tensors).entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      write(json, entry.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Tensor tensor) throws IOException {
    json.writeStringField("type", Fields.word(tensor.type()));
    json.writeArrayFieldStart("shape");
    for (long size : tensor.shape()) {
      json.writeNumber(size);
    }
    json.writeEndArray();
    json.writeArrayFieldStart(VALUES);
    for (int i = 0; i < tensor.count(); i++) {
      switch (tensor.type()) {
        case BOOL -> json.writeBoolean(Array.getBoolean(tensor.values(), i));
        case UINT8 -> json.writeNumber(Array.getByte(tensor.values(), i) & UNSIGNED_BYTE);
        case INT8, INT32, INT64 -> json.writeNumber(Array.getLong(tensor.values(), i));
        // The generator puts NaN and the infinities in quotes.
        case FLOAT32 -> json.writeNumber(Array.getFloat(tensor.values(), i));
        case FLOAT64 -> json.writeNumber(Array.getDouble(tensor.values(), i));
        case STRING -> json.writeString((String) Array.get(tensor.values(), i));
      }
    }
    json.writeEndArray();
  }

  static Map<String, Tensor> read(Fields tensors) {
    Map<String, Tensor> read = new TreeMap<>();
    tensors.objectsByName().forEach((name, fields) -> read.put(name, tensor(fields)));
    return read;
  }

  private static Tensor tensor(Fields fields) {
    TensorType type = fields.choice("type", TensorType.class);
    JsonNode sizes = fields.array("shape");
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = whole(fields, "shape", i, sizes.get(i), 0, Integer.MAX_VALUE);
    }
    try {
      return values(fields, type, shape);
    } catch (IllegalArgumentException | ArithmeticException e) {
      ModelLoadException refusal =
          fields.refuse(VALUES, "not what the shape says", String.valueOf(e.getMessage()));
      refusal.addSuppressed(e);
      throw refusal;
    }
  }

  private static Tensor values(Fields fields, TensorType type, long[] shape) {
    JsonNode values = fields.array(VALUES);
    Object array =
        switch (type) {
          case BOOL -> new boolean[values.size()];
          case INT8, UINT8 -> new byte[values.size()];
          case INT32 -> new int[values.size()];
          case INT64 -> new long[values.size()];
          case FLOAT32 -> new float[values.size()];
          case FLOAT64 -> new double[values.size()];
          case STRING -> new String[values.size()];
        };
    for (int i = 0; i < values.size(); i++) {
      JsonNode value = values.get(i);
      switch (type) {
        case BOOL -> Array.setBoolean(array, i, bool(fields, i, value));
        case INT8 -> Array.setByte(array, i, (byte) whole(fields, i, value, -128, 127));
        case UINT8 -> Array.setByte(array, i, (byte) whole(fields, i, value, 0, UNSIGNED_BYTE));
        case INT32 ->
            Array.setInt(
                array, i, (int) whole(fields, i, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        case INT64 ->
            Array.setLong(array, i, whole(fields, i, value, Long.MIN_VALUE, Long.MAX_VALUE));
        case FLOAT32 -> Array.setFloat(array, i, number(fields, i, value).floatValue());
        case FLOAT64 -> Array.setDouble(array, i, number(fields, i, value).doubleValue());
        case STRING -> Array.set(array, i, text(fields, i, value));
      }
    }
    return switch (type) {
      case BOOL -> Tensor.of((boolean[]) array, shape);
      case INT8 -> Tensor.ofInt8((byte[]) array, shape);
      case UINT8 -> Tensor.ofUint8((byte[]) array, shape);
      case INT32 -> Tensor.of((int[]) array, shape);
      case INT64 -> Tensor.of((long[]) array, shape);
      case FLOAT32 -> Tensor.of((float[]) array, shape);
      case FLOAT64 -> Tensor.of((double[]) array, shape);
      case STRING -> Tensor.of((String[]) array, shape);
    };
  }

  private static long whole(Fields fields, int index, JsonNode value, long least, long most) {
    return whole(fields, VALUES, index, value, least, most);
  }

  /** A whole number within bounds. */
  static long whole(Fields fields, String name, int index, JsonNode value, long least, long most) {
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    if (!fits || value.longValue() < least || value.longValue() > most) {
      throw fields.refuse(
          element(name, index), value, "a whole number from %d to %d".formatted(least, most));
    }
    return value.longValue();
  }

  private static Number number(Fields fields, int index, JsonNode value) {
    if (value.isNumber()) {
      return value.numberValue();
    }
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw fields.refuse(
              element(VALUES, index), value, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
    };
  }

  private static boolean bool(Fields fields, int index, JsonNode value) {
    if (!value.isBoolean()) {
      throw fields.refuse(element(VALUES, index), value, "true or false");
    }
    return value.booleanValue();
  }

  private static String text(Fields fields, int index, JsonNode value) {
    if (!value.isTextual()) {
      throw fields.refuse(element(VALUES, index), value, "a text");
    }
    return value.textValue();
  }

  private static String element(String name, int index) {
    return "%s[%d]".formatted(name, index);
  }
}
