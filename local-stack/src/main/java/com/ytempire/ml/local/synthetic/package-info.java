/**
 * A seeded world of channels, videos and topics that can be played without any data.
 *
 * <p>Equal seeds and starts give equal bytes. Nothing here knows Kafka; what is written is an input
 * like any other.
 */
@NullMarked
package com.ytempire.ml.local.synthetic;

import org.jspecify.annotations.NullMarked;
