package com.ytempire.ml.api.cache;

import java.time.Instant;

/**
 * An answer that is kept.
 *
 * @param value the answer
 * @param at when it was computed
 */
record Cached<V>(V value, Instant at) {}
