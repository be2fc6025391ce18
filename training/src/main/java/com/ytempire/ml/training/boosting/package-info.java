/**
 * Gradient boosted trees, one booster per head, over the raw features and columns derived from
 * them. XGBoost grows the trees; the exported network holds all that comes before and after them.
 */
@NullMarked
package com.ytempire.ml.training.boosting;

import org.jspecify.annotations.NullMarked;
