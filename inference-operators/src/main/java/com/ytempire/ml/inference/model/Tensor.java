package com.ytempire.ml.inference.model;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * Numbers or texts with a shape, in row-major order. The array is not copied: whoever hands it over
 * no longer changes it.
 */
public final class Tensor {
  private final TensorType type;
  private final long[] shape;
  private final Object values;

  private Tensor(TensorType type, long[] shape, Object values) {
    long expected = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "tensor shape %s has a negative size".formatted(Arrays.toString(shape)));
      }
      expected = Math.multiplyExact(expected, size);
    }
    int count = Array.getLength(values);
    if (count != expected) {
      throw new IllegalArgumentException(
          "tensor of shape %s needs %d values; there are %d"
              .formatted(Arrays.toString(shape), expected, count));
    }
    this.type = type;
    this.shape = shape.clone();
    this.values = values;
  }

  public static Tensor of(boolean[] values, long... shape) {
    return new Tensor(TensorType.BOOL, shape, values);
  }

  public static Tensor of(int[] values, long... shape) {
    return new Tensor(TensorType.INT32, shape, values);
  }

  public static Tensor of(long[] values, long... shape) {
    return new Tensor(TensorType.INT64, shape, values);
  }

  public static Tensor of(float[] values, long... shape) {
    return new Tensor(TensorType.FLOAT32, shape, values);
  }

  public static Tensor of(double[] values, long... shape) {
    return new Tensor(TensorType.FLOAT64, shape, values);
  }

  public static Tensor of(String[] values, long... shape) {
    return new Tensor(TensorType.STRING, shape, values);
  }

  /** Signed bytes. */
  public static Tensor ofInt8(byte[] values, long... shape) {
    return new Tensor(TensorType.INT8, shape, values);
  }

  /** Unsigned bytes. */
  public static Tensor ofUint8(byte[] values, long... shape) {
    return new Tensor(TensorType.UINT8, shape, values);
  }

  public TensorType type() {
    return type;
  }

  /** Sizes, outermost first; empty for a scalar. A copy. */
  public long[] shape() {
    return shape.clone();
  }

  /** Number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /** Size of one dimension. */
  public long size(int dimension) {
    return shape[dimension];
  }

  /** Number of elements. */
  public int count() {
    return Array.getLength(values);
  }

  /** The array itself, of the type that {@link TensorType} names; not to be changed. */
  public Object values() {
    return values;
  }

  /**
   * The array of a FLOAT32 tensor; not to be changed.
   *
   * @throws IllegalStateException for another type
   */
  public float[] floats() {
    return as(TensorType.FLOAT32, float[].class);
  }

  /**
   * The array of an INT64 tensor; not to be changed.
   *
   * @throws IllegalStateException for another type
   */
  public long[] longs() {
    return as(TensorType.INT64, long[].class);
  }

  /**
   * The array of a STRING tensor; not to be changed.
   *
   * @throws IllegalStateException for another type
   */
  public String[] strings() {
    return as(TensorType.STRING, String[].class);
  }

  private <T> T as(TensorType wanted, Class<T> array) {
    if (type != wanted) {
      throw new IllegalStateException("tensor is %s, not %s".formatted(type, wanted));
    }
    return array.cast(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.deepEquals(new Object[] {values}, new Object[] {that.values});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {type, shape, values});
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
