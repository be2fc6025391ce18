package com.ytempire.ml.features.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Growing little-endian buffer, reused from event to event. Confined to one thread. */
final class StateWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[512];
  private int at;

  void reset() {
    at = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, at);
  }

  private void ensure(int more) {
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
    }
  }

  void writeByte(int value) {
    ensure(1);
    bytes[at++] = (byte) value;
  }

  void writeLong(long value) {
    ensure(8);
    LONG.set(bytes, at, value);
    at += 8;
  }

  void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  void writeFloats(float[] values) {
    ensure(values.length * 4);
    for (float value : values) {
      INT.set(bytes, at, Float.floatToRawIntBits(value));
      at += 4;
    }
  }

  /** Seven bits a byte, low bits first; best for small values, right for all. */
  void writeVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
  }

  /** A varint for values that may be negative. */
  void writeSigned(long value) {
    writeVarint((value << 1) ^ (value >> 63));
  }

  /** One byte a character where all are below 256, else two. */
  void writeText(String text) {
    int length = text.length();
    ensure(6 + 2 * length);
    int mark = at;
    writeVarint((long) length << 1);
    int start = at;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0xFF) {
        at = mark;
        writeWideText(text);
        return;
      }
      bytes[start + i] = (byte) c;
    }
    at = start + length;
  }

  private void writeWideText(String text) {
    writeVarint((long) text.length() << 1 | 1);
    for (int i = 0; i < text.length(); i++) {
      bytes[at++] = (byte) text.charAt(i);
      bytes[at++] = (byte) (text.charAt(i) >>> 8);
    }
  }

  void writeBytes(byte[] source, int from, int to) {
    ensure(to - from);
    System.arraycopy(source, from, bytes, at, to - from);
    at += to - from;
  }

  /** Leaves room for a length; to be passed to {@link #endSection}. */
  int beginSection(long signature) {
    writeLong(signature);
    ensure(4);
    at += 4;
    return at;
  }

  void endSection(int begin) {
    INT.set(bytes, begin - 4, at - begin);
  }
}
