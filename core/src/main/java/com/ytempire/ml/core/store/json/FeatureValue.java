package com.ytempire.ml.core.store.json;

import org.jspecify.annotations.Nullable;

/**
 * A value as it was stored.
 *
 * @param number the number; NaN where it is null or an embedding
 * @param embedding the embedding, or null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record FeatureValue(double number, float @Nullable [] embedding) {
  static final FeatureValue NULL = new FeatureValue(Double.NaN, null);
}
