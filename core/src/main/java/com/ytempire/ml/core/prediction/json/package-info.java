/**
 * The JSON of predictions and outcomes, as topics and tables hold it. Streaming readers and
 * writers, one per thread; nothing here decides anything about predictions.
 */
@NullMarked
package com.ytempire.ml.core.prediction.json;

import org.jspecify.annotations.NullMarked;
