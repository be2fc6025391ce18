/**
 * Plays an input into Kafka: files or a generator, at a chosen speed, each record exactly once
 * however often the player is killed.
 *
 * <p>Reading files belongs to {@code jobs.io.file}; starting servers belongs to {@code server}.
 */
@NullMarked
package com.ytempire.ml.local.input;

import org.jspecify.annotations.NullMarked;
