/**
 * Every answer of the service on its way into the prediction log, off the request path: a bounded
 * queue, batches, and a file to which they go while the log is away. What is in an answer belongs
 * to whoever gives it.
 */
@NullMarked
package com.ytempire.ml.api.journal;

import org.jspecify.annotations.NullMarked;
