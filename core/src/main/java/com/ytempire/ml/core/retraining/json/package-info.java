/** Retraining triggers as JSON, as topics and tables have them. */
@NullMarked
package com.ytempire.ml.core.retraining.json;

import org.jspecify.annotations.NullMarked;
