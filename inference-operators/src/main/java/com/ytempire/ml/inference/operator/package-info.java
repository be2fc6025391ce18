/**
 * Flink functions that run inference. They hand records to an engine and wait without blocking; the
 * engine, its batching and its models belong to the other packages.
 */
@NullMarked
package com.ytempire.ml.inference.operator;

import org.jspecify.annotations.NullMarked;
