/**
 * What models see of a row of features, whichever way they are trained: derived columns, their form
 * in exported networks, and what is left out on purpose while learning.
 */
@NullMarked
package com.ytempire.ml.training.columns;

import org.jspecify.annotations.NullMarked;
