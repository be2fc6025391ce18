/**
 * What makes a model be trained anew: the trigger with its evidence, and what came of it. Plain
 * records; where they are kept is in {@code core.store}.
 */
@NullMarked
package com.ytempire.ml.core.retraining;

import org.jspecify.annotations.NullMarked;
