/**
 * The feature job, the stores it writes to and its text models, each beside its floor in the same
 * run.
 */
@NullMarked
package com.ytempire.ml.bench.features;

import org.jspecify.annotations.NullMarked;
