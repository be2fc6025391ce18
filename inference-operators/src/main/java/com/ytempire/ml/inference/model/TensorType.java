package com.ytempire.ml.inference.model;

/** What a tensor's elements are. Each constant names the Java array that holds them. */
public enum TensorType {
  /** {@code boolean[]}. */
  BOOL,
  /** {@code byte[]}, signed. */
  INT8,
  /** {@code byte[]}, unsigned. */
  UINT8,
  /** {@code int[]}. */
  INT32,
  /** {@code long[]}. */
  INT64,
  /** {@code float[]}. */
  FLOAT32,
  /** {@code double[]}. */
  FLOAT64,
  /** {@code String[]}. */
  STRING
}
