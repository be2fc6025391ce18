/**
 * Text inference as one shared engine: which model a configured name means, the models with their
 * batchers and caches, and the one instance per process.
 *
 * <p>Callers are the Flink operators and the service; it knows neither.
 */
@NullMarked
package com.ytempire.ml.inference.engine;

import org.jspecify.annotations.NullMarked;
