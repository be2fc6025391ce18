/**
 * How the service is watched: whether it lives, whether it can answer, what it measures, and the
 * description of its operations. Nothing here changes what a prediction says.
 */
@NullMarked
package com.ytempire.ml.api.operation;

import org.jspecify.annotations.NullMarked;
