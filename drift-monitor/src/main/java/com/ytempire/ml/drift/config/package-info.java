/**
 * What is watched and when it is an alarm: {@code drift.yaml}, read so that every mistake is found
 * in one go. Knows no statistics and no streams.
 */
@NullMarked
package com.ytempire.ml.drift.config;

import org.jspecify.annotations.NullMarked;
