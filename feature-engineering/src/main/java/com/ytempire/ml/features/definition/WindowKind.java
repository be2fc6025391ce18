package com.ytempire.ml.features.definition;

/** Which samples a window holds at an event with time t. */
public enum WindowKind {
  /** Those in (t − window, t], the event included. */
  TRAILING,
  /** Those of the last complete window [k·window, (k+1)·window), aligned to the epoch. */
  TUMBLING,
  /** Those of the last complete window [k·slide, k·slide + window), aligned to the epoch. */
  HOPPING
}
