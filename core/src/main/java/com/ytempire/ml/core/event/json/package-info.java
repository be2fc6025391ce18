/**
 * Wire forms of events: JSON bytes to records and back, and lines out of files.
 *
 * <p>Readers check everything once, at the edge, and refuse with the field, its value and what is
 * allowed. Readers and writers here are not thread-safe: make one per thread. Kafka, Flink and
 * files' layouts other than lines do not belong here.
 */
@NullMarked
package com.ytempire.ml.core.event.json;

import org.jspecify.annotations.NullMarked;
