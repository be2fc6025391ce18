package com.ytempire.ml.inference.model;

/** What a model does; decides how requests become its network's tensors. */
public enum ModelTask {
  /** Text to a vector of length 1. */
  TEXT_EMBEDDING,
  /** Text to one probability per label. */
  TEXT_CLASSIFICATION,
  /** One row of numbers to one row of numbers. */
  TABULAR,
  /** A sequence of rows, oldest first, to one row of numbers. */
  SEQUENCE
}
