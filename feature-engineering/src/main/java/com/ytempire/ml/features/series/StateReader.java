package com.ytempire.ml.features.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link StateWriter} wrote. Reading past the end throws IndexOutOfBoundsException,
 * which the series turn into {@link SeriesStateException}. Confined to one thread.
 */
final class StateReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int at;

  void reset(byte[] state) {
    bytes = state;
    at = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return at;
  }

  void position(int position) {
    if (position < 0 || position > bytes.length) {
      throw new IndexOutOfBoundsException(position);
    }
    at = position;
  }

  void requireEnd() {
    if (at != bytes.length) {
      throw new SeriesStateException(
          "state has " + bytes.length + " bytes where " + at + " were expected");
    }
  }

  int readByte() {
    return bytes[at++];
  }

  int readInt() {
    int value = (int) INT.get(bytes, at);
    at += 4;
    return value;
  }

  long readLong() {
    long value = (long) LONG.get(bytes, at);
    at += 8;
    return value;
  }

  double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  float[] readFloats(int width) {
    if (bytes.length - at < 4L * width) {
      throw new IndexOutOfBoundsException(at);
    }
    float[] values = new float[width];
    for (int i = 0; i < width; i++) {
      values[i] = Float.intBitsToFloat(readInt());
    }
    return values;
  }

  long longAt(int position) {
    return (long) LONG.get(bytes, position);
  }

  long readVarint() {
    long value = bytes[at++];
    if (value >= 0) {
      return value;
    }
    value &= 0x7F;
    for (int shift = 7; shift < 70; shift += 7) {
      long next = bytes[at++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new SeriesStateException("state has a number longer than 10 bytes at " + at);
  }

  long readSigned() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A varint that counts things. */
  int readCount(int max) {
    long count = readVarint();
    if (count < 0 || count > max) {
      throw new SeriesStateException("state counts " + count + " where at most " + max + " may be");
    }
    return (int) count;
  }

  void skipText() {
    long header = readVarint();
    position(Math.toIntExact(at + (header >>> 1) * (1 + (header & 1))));
  }

  /** Compares the text here with another as {@link String#compareTo} does, without making one. */
  int compareText(String other) {
    long header = readVarint();
    int length = (int) (header >>> 1);
    boolean wide = (header & 1) != 0;
    int common = Math.min(length, other.length());
    for (int i = 0; i < common; i++) {
      char c =
          wide
              ? (char) (bytes[at + 2 * i] & 0xFF | bytes[at + 2 * i + 1] << 8)
              : (char) (bytes[at + i] & 0xFF);
      if (c != other.charAt(i)) {
        return c - other.charAt(i);
      }
    }
    return length - other.length();
  }
}
