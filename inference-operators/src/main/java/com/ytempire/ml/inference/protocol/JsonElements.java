package com.ytempire.ml.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.inference.model.Tensor;
import java.io.IOException;

/** Takes the elements of one tensor out of JSON, into an array of their own type. */
abstract class JsonElements {
  static JsonElements of(Datatype datatype, int count) {
    return switch (datatype) {
      case BOOL -> new Booleans(count);
      case UINT8 -> new Bytes(count, 0, 255);
      case INT8 -> new Bytes(count, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT32 -> new Ints(count);
      case INT64 -> new Longs(count);
      case FP32 -> new Floats(count);
      case FP64 -> new Doubles(count);
      case BYTES -> new Texts(count);
      case UINT16, UINT32, UINT64, INT16, FP16, BF16 ->
          throw new IllegalArgumentException("no tensor holds " + datatype);
    };
  }

  /**
   * Takes the value at which the parser stands.
   *
   * @return false when it is none of this type; an InputCoercionException says the same
   */
  abstract boolean read(JsonParser parser, int index) throws IOException;

  /** What a value may be, for messages. */
  abstract String expected();

  abstract Tensor tensor(long[] shape);

  private static final class Booleans extends JsonElements {
    private final boolean[] values;

    private Booleans(int count) {
      values = new boolean[count];
    }

    @Override
    boolean read(JsonParser parser, int index) {
      values[index] = parser.hasToken(JsonToken.VALUE_TRUE);
      return values[index] || parser.hasToken(JsonToken.VALUE_FALSE);
    }

    @Override
    String expected() {
      return "true or false";
    }

    @Override
    Tensor tensor(long[] shape) {
      return Tensor.of(values, shape);
    }
  }

  private static final class Bytes extends JsonElements {
    private final byte[] values;
    private final int least;
    private final int most;

    private Bytes(int count, int least, int most) {
      this.values = new byte[count];
      this.least = least;
      this.most = most;
    }

    @Override
    boolean read(JsonParser parser, int index) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return false;
      }
      int value = parser.getIntValue();
      values[index] = (byte) value;
      return value >= least && value <= most;
    }

    @Override
    String expected() {
      return "a whole number from %d to %d".formatted(least, most);
    }

    @Override
    Tensor tensor(long[] shape) {
      return least == 0 ? Tensor.ofUint8(values, shape) : Tensor.ofInt8(values, shape);
    }
  }

  private static final class Ints extends JsonElements {
    private final int[] values;

    private Ints(int count) {
      values = new int[count];
    }

    @Override
    boolean read(JsonParser parser, int index) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return false;
      }
      values[index] = parser.getIntValue();
      return true;
    }

    @Override
    String expected() {
      return "a whole number of 32 bits";
    }

    @Override
    Tensor tensor(long[] shape) {
      return Tensor.of(values, shape);
    }
  }

  private static final class Longs extends JsonElements {
    private final long[] values;

    private Longs(int count) {
      values = new long[count];
    }

    @Override
    boolean read(JsonParser parser, int index) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return false;
      }
      values[index] = parser.getLongValue();
      return true;
    }

    @Override
    String expected() {
      return "a whole number of 64 bits";
    }

    @Override
    Tensor tensor(long[] shape) {
      return Tensor.of(values, shape);
    }
  }

  private static final class Floats extends JsonElements {
    private final float[] values;

    private Floats(int count) {
      values = new float[count];
    }

    @Override
    boolean read(JsonParser parser, int index) throws IOException {
      if (parser.hasToken(JsonToken.VALUE_NULL)) {
        values[index] = Float.NaN;
        return true;
      }
      if (!parser.currentToken().isNumeric()) {
        return false;
      }
      values[index] = parser.getFloatValue();
      return !Float.isInfinite(values[index]);
    }

    @Override
    String expected() {
      return "a number of 32 bits, or null for NaN";
    }

    @Override
    Tensor tensor(long[] shape) {
      return Tensor.of(values, shape);
    }
  }

  private static final class Doubles extends JsonElements {
    private final double[] values;

    private Doubles(int count) {
      values = new double[count];
    }

    @Override
    boolean read(JsonParser parser, int index) throws IOException {
      if (parser.hasToken(JsonToken.VALUE_NULL)) {
        values[index] = Double.NaN;
        return true;
      }
      if (!parser.currentToken().isNumeric()) {
        return false;
      }
      values[index] = parser.getDoubleValue();
      return !Double.isInfinite(values[index]);
    }

    @Override
    String expected() {
      return "a number of 64 bits, or null for NaN";
    }

    @Override
    Tensor tensor(long[] shape) {
      return Tensor.of(values, shape);
    }
  }

  private static final class Texts extends JsonElements {
    private final String[] values;

    private Texts(int count) {
      values = new String[count];
    }

    @Override
    boolean read(JsonParser parser, int index) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return false;
      }
      values[index] = parser.getText();
      return true;
    }

    @Override
    String expected() {
      return "a string";
    }

    @Override
    Tensor tensor(long[] shape) {
      return Tensor.of(values, shape);
    }
  }
}
