/**
 * Transformer models over text: tokenizers, the sentence encoder, classifiers, and what ships.
 *
 * <p>Everything here runs a model on the calling thread and knows neither queues nor Flink;
 * gathering requests into batches belongs to {@code batching}, choosing a model by its configured
 * name to {@code engine}.
 */
@NullMarked
package com.ytempire.ml.inference.text;

import org.jspecify.annotations.NullMarked;
