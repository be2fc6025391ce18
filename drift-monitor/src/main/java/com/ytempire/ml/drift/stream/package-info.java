/**
 * Statistics that are kept up to date while values come and go, and summaries of more values than
 * can be kept. Each is plain state with bytes to store it by; who keeps it, and when it is asked,
 * is decided elsewhere.
 */
@NullMarked
package com.ytempire.ml.drift.stream;

import org.jspecify.annotations.NullMarked;
