/**
 * Answers about texts, such as a title's embedding and sentiment, from the configured text models
 * behind a cache of results: each text goes through a model once however many ask.
 *
 * <p>What a configured name means is looked up here; the models themselves are leased from {@code
 * engine}, which does not know this package.
 */
@NullMarked
package com.ytempire.ml.inference.cached;

import org.jspecify.annotations.NullMarked;
