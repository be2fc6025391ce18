/**
 * Events out of files: JSON lines and the public trending CSV layouts, as one kind of record.
 *
 * <p>Nothing here stops at a bad row: it is handed on with its reason and its line. Neither Flink
 * nor Kafka belongs here; players and batch sources wrap these readers.
 */
@NullMarked
package com.ytempire.ml.jobs.io.file;

import org.jspecify.annotations.NullMarked;
