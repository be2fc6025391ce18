/**
 * Gathers single requests into batches, runs them on threads of its own, and remembers results.
 *
 * <p>Generic over request and result: it knows neither models nor Flink. One batcher stands in
 * front of one model and is shared by all its callers.
 */
@NullMarked
package com.ytempire.ml.inference.batching;

import org.jspecify.annotations.NullMarked;
