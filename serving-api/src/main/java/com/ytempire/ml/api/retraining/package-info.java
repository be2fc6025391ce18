/**
 * Retrainings that drift asked for: which there were, and the story of each. Only reads; what
 * starts them is the drift job.
 */
@NullMarked
package com.ytempire.ml.api.retraining;

import org.jspecify.annotations.NullMarked;
