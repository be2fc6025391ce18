/**
 * Flink operators of the feature job: they put the events of a key in event-time order, hold one
 * compact value per key, and call the pure series that do the arithmetic.
 *
 * <p>This is the module's only package that knows Flink. What a feature means is decided in {@code
 * plan} and {@code series}; which streams and stores are connected is decided in the jobs module.
 */
@NullMarked
package com.ytempire.ml.features.operator;

import org.jspecify.annotations.NullMarked;
