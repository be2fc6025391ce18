package com.ytempire.ml.core.feature;

/** The shape of a feature's value. */
public enum ValueKind {
  /** A double; NaN stands for null. */
  NUMBER,
  /** A whole number carried in a double and written without a fraction; NaN stands for null. */
  INTEGER,
  /** A vector of floats of fixed width; a null array stands for null. */
  EMBEDDING
}
