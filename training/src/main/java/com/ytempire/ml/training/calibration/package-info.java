/**
 * What raw answers of models mean: in which units labels are learnt, and how scores become
 * probabilities that come true as often as they say, by rows that the model was not fitted to.
 */
@NullMarked
package com.ytempire.ml.training.calibration;

import org.jspecify.annotations.NullMarked;
