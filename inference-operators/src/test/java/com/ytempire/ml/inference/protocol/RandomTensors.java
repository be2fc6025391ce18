package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Tensors at random, and how a client would send them: written apart from the code under test. */
final class RandomTensors {
  private static final String[] TEXTS = {
    "", " ", "a", "quote \" and \\", "line\nbreak\u0001", "é", "数据", "\uD83D\uDE00", "tab\t"
  };

  private final Random random;

  RandomTensors(long seed) {
    this.random = new Random(seed);
  }

  Tensor next(TensorType type) {
    long[] shape = new long[random.nextInt(4)];
    int count = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(5);
      count *= (int) shape[i];
    }
    return switch (type) {
      case BOOL -> {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
          values[i] = random.nextBoolean();
        }
        yield Tensor.of(values, shape);
      }
      case INT8 -> Tensor.ofInt8(bytes(count), shape);
      case UINT8 -> Tensor.ofUint8(bytes(count), shape);
      case INT32 -> Tensor.of(random.ints(count).toArray(), shape);
      case INT64 -> Tensor.of(random.longs(count).toArray(), shape);
      case FLOAT32 -> {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          float value = Float.intBitsToFloat(random.nextInt());
          values[i] = Float.isInfinite(value) ? -0.0f : Float.isNaN(value) ? Float.NaN : value;
        }
        yield Tensor.of(values, shape);
      }
      case FLOAT64 -> {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
          double value = Double.longBitsToDouble(random.nextLong());
          values[i] = Double.isInfinite(value) ? -0.0 : Double.isNaN(value) ? Double.NaN : value;
        }
        yield Tensor.of(values, shape);
      }
      case STRING -> {
        String[] values = new String[count];
        for (int i = 0; i < count; i++) {
          values[i] = TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
        }
        yield Tensor.of(values, shape);
      }
    };
  }

  private byte[] bytes(int count) {
    byte[] values = new byte[count];
    random.nextBytes(values);
    return values;
  }

  static String datatype(TensorType type) {
    return switch (type) {
      case BOOL -> "BOOL";
      case INT8 -> "INT8";
      case UINT8 -> "UINT8";
      case INT32 -> "INT32";
      case INT64 -> "INT64";
      case FLOAT32 -> "FP32";
      case FLOAT64 -> "FP64";
      case STRING -> "BYTES";
    };
  }

  static String flat(Tensor tensor) throws Exception {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < tensor.count(); i++) {
      json.append(i == 0 ? "" : ", ").append(element(tensor, i));
    }
    return json.append("]").toString();
  }

  static String nested(Tensor tensor) throws Exception {
    if (tensor.rank() == 0) {
      return flat(tensor);
    }
    StringBuilder json = new StringBuilder();
    nest(tensor, 0, 0, tensor.count(), json);
    return json.toString();
  }

  private static void nest(Tensor tensor, int dimension, int from, int count, StringBuilder json)
      throws Exception {
    if (dimension == tensor.rank()) {
      json.append(element(tensor, from));
      return;
    }
    long size = tensor.size(dimension);
    json.append('[');
    for (int i = 0; i < size; i++) {
      int each = (int) (count / size);
      json.append(i == 0 ? "" : ",");
      nest(tensor, dimension + 1, from + i * each, each, json);
    }
    json.append(']');
  }

  private static String element(Tensor tensor, int index) throws Exception {
    Object value = Array.get(tensor.values(), index);
    if (tensor.type() == TensorType.UINT8) {
      return Integer.toString((byte) value & 0xff);
    }
    if (value instanceof String text) {
      return ScriptedServer.JSON.writeValueAsString(text);
    }
    return "NaN".equals(value.toString()) ? "null" : value.toString();
  }

  static byte[] binary(Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.count(); i++) {
      Object value = Array.get(tensor.values(), i);
      switch (tensor.type()) {
        case BOOL -> bytes.put((byte) ((boolean) value ? 1 : 0));
        case INT8, UINT8 -> bytes.put((byte) value);
        case INT32 -> bytes.putInt((int) value);
        case INT64 -> bytes.putLong((long) value);
        case FLOAT32 -> bytes.putFloat((float) value);
        case FLOAT64 -> bytes.putDouble((double) value);
        case STRING -> {
          byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
          bytes.putInt(text.length).put(text);
        }
      }
    }
    byte[] exact = new byte[bytes.position()];
    bytes.flip().get(exact);
    return exact;
  }
}
