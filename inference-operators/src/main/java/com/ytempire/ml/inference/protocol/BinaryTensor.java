package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.inference.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tensors as bytes: little-endian, row-major, nothing between elements; a truth value is a byte of
 * 0 or 1, a text its length in UTF-8 as four bytes and then its bytes.
 */
final class BinaryTensor {
  private BinaryTensor() {}

  /**
   * @param offset where the tensor begins in the content
   * @param size its length in bytes
   * @param count number of elements of the shape
   */
  static Tensor read(
      byte[] content,
      int offset,
      int size,
      String name,
      Datatype datatype,
      long[] shape,
      int count) {
    ByteBuffer bytes = ByteBuffer.wrap(content, offset, size).order(ByteOrder.LITTLE_ENDIAN);
    if (datatype.width() > 0 && (long) count * datatype.width() != size) {
      throw ProtocolException.invalid(
          "input '%s': %s of shape %s takes %d bytes; there are %d",
          name, datatype, Arrays.toString(shape), (long) count * datatype.width(), size);
    }
    return switch (datatype) {
      case BOOL -> Tensor.of(booleans(name, bytes, count), shape);
      case UINT8 -> Tensor.ofUint8(octets(bytes, count), shape);
      case INT8 -> Tensor.ofInt8(octets(bytes, count), shape);
      case INT32 -> {
        int[] values = new int[count];
        bytes.asIntBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case INT64 -> {
        long[] values = new long[count];
        bytes.asLongBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case FP32 -> {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case FP64 -> {
        double[] values = new double[count];
        bytes.asDoubleBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case BYTES -> Tensor.of(texts(name, bytes, count), shape);
      case UINT16, UINT32, UINT64, INT16, FP16, BF16 ->
          throw new IllegalArgumentException("no tensor holds " + datatype);
    };
  }

  /** A text of which the bytes alone are there. */
  static String text(String name, ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw ProtocolException.invalid("input '%s': a text is not UTF-8", name);
    }
  }

  private static byte[] octets(ByteBuffer bytes, int count) {
    byte[] values = new byte[count];
    bytes.get(values);
    return values;
  }

  private static boolean[] booleans(String name, ByteBuffer bytes, int count) {
    boolean[] values = new boolean[count];
    for (int i = 0; i < count; i++) {
      byte value = bytes.get();
      if (value < 0 || value > 1) {
        throw ProtocolException.invalid(
            "input '%s': value %d of BOOL is %d; expected 0 or 1", name, i, value);
      }
      values[i] = value == 1;
    }
    return values;
  }

  private static String[] texts(String name, ByteBuffer bytes, int count) {
    String[] values = new String[count];
    for (int i = 0; i < count; i++) {
      long length = bytes.remaining() < Integer.BYTES ? -1 : Integer.toUnsignedLong(bytes.getInt());
      if (length < 0 || length > bytes.remaining()) {
        throw ProtocolException.invalid(
            "input '%s': text %d goes beyond binary_data_size", name, i);
      }
      values[i] = text(name, bytes.slice(bytes.position(), (int) length));
      bytes.position(bytes.position() + (int) length);
    }
    if (bytes.hasRemaining()) {
      throw ProtocolException.invalid(
          "input '%s': %d bytes of binary data behind its %d texts",
          name, bytes.remaining(), count);
    }
    return values;
  }

  /** The tensor's bytes. */
  static byte[] write(Tensor tensor) {
    return switch (tensor.type()) {
      case BOOL -> {
        boolean[] values = (boolean[]) tensor.values();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
          bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        yield bytes;
      }
      case INT8, UINT8 -> (byte[]) tensor.values();
      case INT32 -> {
        ByteBuffer bytes = buffer(tensor.count(), Integer.BYTES);
        bytes.asIntBuffer().put((int[]) tensor.values());
        yield bytes.array();
      }
      case INT64 -> {
        ByteBuffer bytes = buffer(tensor.count(), Long.BYTES);
        bytes.asLongBuffer().put(tensor.longs());
        yield bytes.array();
      }
      case FLOAT32 -> {
        ByteBuffer bytes = buffer(tensor.count(), Float.BYTES);
        bytes.asFloatBuffer().put(tensor.floats());
        yield bytes.array();
      }
      case FLOAT64 -> {
        ByteBuffer bytes = buffer(tensor.count(), Double.BYTES);
        bytes.asDoubleBuffer().put((double[]) tensor.values());
        yield bytes.array();
      }
      case STRING -> texts(tensor.strings());
    };
  }

  private static byte[] texts(String[] values) {
    byte[][] texts = new byte[values.length][];
    int size = Integer.BYTES * values.length;
    for (int i = 0; i < values.length; i++) {
      texts[i] = values[i].getBytes(StandardCharsets.UTF_8);
      size += texts[i].length;
    }
    ByteBuffer bytes = buffer(size, 1);
    for (byte[] text : texts) {
      bytes.putInt(text.length).put(text);
    }
    return bytes.array();
  }

  private static ByteBuffer buffer(int count, int width) {
    return ByteBuffer.allocate(Math.multiplyExact(count, width)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
