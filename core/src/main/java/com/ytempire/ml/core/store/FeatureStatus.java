package com.ytempire.ml.core.store;

/** What a reader may think of a feature value. */
public enum FeatureStatus {
  /** Within its TTL. The value itself may still be null, where the definition yields null. */
  PRESENT,
  /** Older than its TTL; the value is given all the same. */
  STALE,
  /** Never written, or of another definition version. */
  MISSING
}
