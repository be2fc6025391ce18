/** When drift is evidence enough to train a model anew. Pure, without a clock. */
@NullMarked
package com.ytempire.ml.drift.trigger;

import org.jspecify.annotations.NullMarked;
