/**
 * Models as shared engines: a version is loaded once per process, checked against its signature and
 * its known example, warmed up, and answers all callers from one queue until nobody holds it.
 *
 * <p>Callers are the Flink operators and the service; it knows neither. Where files come from is
 * {@code repository}'s to know, what computes is {@code runtime}'s, how requests become batches is
 * {@code batching}'s.
 */
@NullMarked
package com.ytempire.ml.inference.engine;

import org.jspecify.annotations.NullMarked;
