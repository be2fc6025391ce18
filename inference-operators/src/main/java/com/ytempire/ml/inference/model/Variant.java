package com.ytempire.ml.inference.model;

/** One of the networks of a version; they answer alike, at different speed and size. */
public enum Variant {
  /** 32-bit floats; every version has it. */
  FLOAT32,
  /** 8-bit weights: smaller and faster on a CPU, a little less exact. */
  INT8
}
